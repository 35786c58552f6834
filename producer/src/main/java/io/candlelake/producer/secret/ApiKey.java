package io.candlelake.producer.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of the Coinbase Developer Platform: its name {@code organizations/…/apiKeys/…} and its private key. No record, and
 * the parts are not to be had: nothing shows them but the signature of a token.
 */
final class ApiKey {
    /** Coinbase's own bound. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);

    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final ECPrivateKey privateKey;

    private ApiKey(String name, ECPrivateKey privateKey) {
        this.name = name;
        this.privateKey = privateKey;
    }

    /** Throws {@link ApiKeyException} with a message that goes on from "the private key of …". */
    static ApiKey of(String name, String pem) {
        return new ApiKey(name.strip(), PrivateKeyPem.read(pem));
    }

    /**
     * The file that Coinbase lets one download: {@code {"name":"organizations/…","privateKey":"-----BEGIN EC PRIVATE
     * KEY-----\n…"}}. Throws {@link ApiKeyException} with a message that goes on from where the text is.
     */
    static ApiKey parse(String json) {
        JsonNode fields;
        try {
            fields = JSON.readTree(json);
        } catch (JsonProcessingException quotesIt) {
            throw new ApiKeyException(
                    "is not JSON of the form {\"name\":\"organizations/...\",\"privateKey\":\"...\"}");
        }
        String name = text(fields.get("name"));
        String pem = text(fields.get("privateKey"));
        if (name.isBlank() || pem.isBlank()) {
            throw new ApiKeyException("lacks " + (name.isBlank() ? "name" : "privateKey")
                    + ": the form is {\"name\":\"organizations/...\",\"privateKey\":\"...\"}");
        }
        try {
            return of(name, pem);
        } catch (ApiKeyException wrong) {
            throw new ApiKeyException("has a privateKey that " + wrong.getMessage());
        }
    }

    private static String text(@Nullable JsonNode field) {
        return field != null && field.isTextual() ? field.textValue() : "";
    }

    /**
     * A JWT as Coinbase documents it, good for two minutes.
     *
     * @param uri {@code GET api.coinbase.com/v2/prices/BTC-USD/spot}; none for a WebSocket
     */
    String token(Optional<String> uri, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(name)
                .issuer("cdp")
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LIFE)));
        uri.ifPresent(value -> claims.claim("uri", value));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(name)
                        .customParam("nonce", HexFormat.of().formatHex(nonce))
                        .build(),
                claims.build());
        try {
            token.sign(new ECDSASigner(privateKey));
        } catch (JOSEException mayQuoteIt) {
            throw new ApiKeyException("the API key does not sign");
        }
        return token.serialize();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiKey key && name.equals(key.name) && number().equals(key.number());
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    private BigInteger number() {
        return privateKey.getS();
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
