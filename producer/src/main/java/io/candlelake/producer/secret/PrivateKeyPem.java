package io.candlelake.producer.secret;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a P-256 private key: {@code -----BEGIN EC PRIVATE KEY-----} (SEC1, what Coinbase gives) or {@code -----BEGIN
 * PRIVATE KEY-----} (PKCS8, what openssl makes of it). Line feeds may be written as {@code \n}, for a variable has one line.
 *
 * <p>By hand because the JDK reads PKCS8 alone, and eight megabytes of another provider for a dozen bytes are too many.
 */
final class PrivateKeyPem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /** SEQUENCE of INTEGER 1 and the OCTET STRING of 32 bytes that is the key; the sequence's length stands between. */
    private static final byte[] SEC1_HEAD = HexFormat.of().parseHex("0201010420");

    /** {@code [0] OBJECT IDENTIFIER prime256v1}; a SEC1 key may leave it out. */
    private static final byte[] SEC1_CURVE = HexFormat.of().parseHex("a00a06082a8648ce3d030107");

    private static final int SCALAR_BYTES = 32;

    private PrivateKeyPem() {}

    /** Throws {@link ApiKeyException}, whose message quotes nothing of the text. */
    static ECPrivateKey read(String text) {
        Matcher block = BLOCK.matcher(text.replace("\\r", "").replace("\\n", "\n"));
        if (!block.find()) {
            throw new ApiKeyException(
                    "is no EC private key in PEM form (-----BEGIN EC PRIVATE KEY-----; Ed25519 keys have"
                            + " no such form: create the API key with ECDSA)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            ECPrivateKey key = block.group(1).startsWith("EC") ? sec1(der) : pkcs8(der);
            if (P256.has(key)) {
                return key;
            }
            throw otherCurve();
        } catch (GeneralSecurityException | IllegalArgumentException quotesIt) {
            throw broken();
        }
    }

    private static ECPrivateKey sec1(byte[] der) throws GeneralSecurityException {
        int head = der.length > 1 && (der[1] & 0x80) != 0 ? 3 : 2;
        int key = head + SEC1_HEAD.length;
        int end = key + SCALAR_BYTES;
        if (der.length < end || der[0] != 0x30 || !Arrays.equals(der, head, key, SEC1_HEAD, 0, SEC1_HEAD.length)) {
            throw broken();
        }
        boolean namesCurve = der.length > end && der[end] == SEC1_CURVE[0];
        int curveEnd = Math.min(der.length, end + SEC1_CURVE.length);
        if (namesCurve && !Arrays.equals(der, end, curveEnd, SEC1_CURVE, 0, SEC1_CURVE.length)) {
            throw otherCurve();
        }
        BigInteger scalar = new BigInteger(1, Arrays.copyOfRange(der, key, end));
        return (ECPrivateKey)
                KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, P256.PARAMETERS));
    }

    private static ECPrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static ApiKeyException broken() {
        return new ApiKeyException("is no EC private key: what stands between BEGIN and END is damaged");
    }

    private static ApiKeyException otherCurve() {
        return new ApiKeyException("is not of the curve P-256, which ES256 needs");
    }
}
