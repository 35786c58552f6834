package io.candlelake.producer.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** A token, taken apart and checked with the JDK alone. */
record ReadToken(JsonNode header, JsonNode claims, String signed, byte[] signature) {
    static ReadToken of(String token) throws IOException {
        String[] parts = token.split("\\.", -1);
        ObjectMapper json = new ObjectMapper();
        return new ReadToken(
                json.readTree(Base64.getUrlDecoder().decode(parts[0])),
                json.readTree(Base64.getUrlDecoder().decode(parts[1])),
                parts[0] + "." + parts[1],
                Base64.getUrlDecoder().decode(parts[2]));
    }

    boolean isSignedBy(PublicKey key) throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(key);
        check.update(signed.getBytes(US_ASCII));
        return check.verify(signature);
    }

    boolean isSignedBy(KeyText key) throws GeneralSecurityException {
        return isSignedBy(key.pair().getPublic());
    }

    @Override
    public String toString() {
        return new String(header.toString().getBytes(UTF_8), UTF_8) + claims;
    }
}
