package io.candlelake.producer.secret;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A made-up key in the forms in which Coinbase and openssl write one, put together here by hand. */
record KeyText(String name, KeyPair pair) {
    static KeyText of(String name) {
        return of(name, "secp256r1");
    }

    static KeyText of(String name, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new KeyText(name, generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The number as 32 bytes. */
    byte[] scalar() {
        byte[] number = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
        byte[] scalar = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, scalar, 32 - length, length);
        return scalar;
    }

    /** As Coinbase gives it: SEC1 with curve and public key. */
    String sec1() {
        byte[] point = pair.getPublic().getEncoded();
        byte[] publicKey = Arrays.copyOfRange(point, point.length - 65, point.length);
        HexFormat hex = HexFormat.of();
        return pem(
                "EC PRIVATE KEY",
                hex.parseHex("30770201010420" + hex.formatHex(scalar()) + "a00a06082a8648ce3d030107a144034200"
                        + hex.formatHex(publicKey)));
    }

    /** As short as SEC1 may be: without curve and public key. */
    String shortSec1() {
        return pem(
                "EC PRIVATE KEY",
                HexFormat.of().parseHex("30250201010420" + HexFormat.of().formatHex(scalar())));
    }

    String pkcs8() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** The file that Coinbase lets one download. */
    String json() {
        return "{\n  \"name\": \"" + name + "\",\n  \"privateKey\": \"" + sec1().replace("\n", "\\n") + "\"\n}\n";
    }

    static String pem(String type, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }

    @Override
    public String toString() {
        return "KeyText[" + name + "]";
    }
}
