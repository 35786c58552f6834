package io.candlelake.producer.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    private static final String NAME = "organizations/1f/apiKeys/2a";
    private static final Instant NOW = Instant.parse("2026-07-07T22:58:17.9Z");
    private final KeyText text = KeyText.of(NAME);

    @Test
    void aTokenIsWhatCoinbaseDocumentsAndTheJdkFindsItsSignatureGood() throws Exception {
        ReadToken token = ReadToken.of(
                ApiKey.of(NAME, text.sec1()).token(Optional.of("GET api.coinbase.com/v2/prices/BTC-USD/spot"), NOW));

        assertThat(token.isSignedBy(text)).isTrue();
        assertThat(token.signature()).as("R and S, not DER").hasSize(64);
        assertThat(names(token.header().fieldNames())).containsExactlyInAnyOrder("alg", "typ", "kid", "nonce");
        assertThat(token.header().path("alg").asText()).isEqualTo("ES256");
        assertThat(token.header().path("typ").asText()).isEqualTo("JWT");
        assertThat(token.header().path("kid").asText()).isEqualTo(NAME);
        assertThat(token.header().path("nonce").asText()).matches("[0-9a-f]{32}");
        assertThat(names(token.claims().fieldNames())).containsExactlyInAnyOrder("sub", "iss", "nbf", "exp", "uri");
        assertThat(token.claims().path("sub").asText()).isEqualTo(NAME);
        assertThat(token.claims().path("iss").asText()).isEqualTo("cdp");
        assertThat(token.claims().path("nbf").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(token.claims().path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 120);
        assertThat(token.claims().path("uri").asText()).isEqualTo("GET api.coinbase.com/v2/prices/BTC-USD/spot");
    }

    @Test
    void aTokenForAWebSocketHasNoUriAndNoTwoHaveTheSameNonce() throws Exception {
        ApiKey key = ApiKey.of(NAME, text.sec1());
        ReadToken one = ReadToken.of(key.token(Optional.empty(), NOW));
        ReadToken other = ReadToken.of(key.token(Optional.empty(), NOW));

        assertThat(one.claims().has("uri")).isFalse();
        assertThat(one.header().path("nonce")).isNotEqualTo(other.header().path("nonce"));
    }

    @Test
    void everyFormOfAKeyIsTheSameKey() throws Exception {
        ApiKey key = ApiKey.of(NAME, text.sec1());
        assertThat(ApiKey.of(NAME, text.pkcs8())).isEqualTo(key);
        assertThat(ApiKey.of(NAME, text.shortSec1())).isEqualTo(key);
        assertThat(ApiKey.of(NAME, text.sec1().replace("\n", "\\n")))
                .as("on one line, as in a variable")
                .isEqualTo(key);
        assertThat(ApiKey.of(NAME, text.sec1().replace("\n", "\r\n"))).isEqualTo(key);
        assertThat(ApiKey.of(
                        NAME,
                        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + text.sec1()))
                .as("what openssl ecparam -genkey writes")
                .isEqualTo(key);
        assertThat(ApiKey.parse(text.json())).isEqualTo(key);
        assertThat(ReadToken.of(ApiKey.parse(text.json()).token(Optional.empty(), NOW))
                        .isSignedBy(text))
                .isTrue();
        assertThat(KeyText.of(NAME)).isNotEqualTo(text);
        assertThat(ApiKey.of("organizations/1f/apiKeys/3", text.sec1())).isNotEqualTo(key);
    }

    @Test
    void whatIsNoKeyIsSaidInOneLineThatQuotesNothing() {
        String damaged = text.sec1().replaceFirst("\nMHc", "\nMHd");
        String cut = KeyText.pem("PRIVATE KEY", new byte[] {0x30, 0x05, 0x02, 0x01, 0x00});
        String zero =
                KeyText.pem("EC PRIVATE KEY", java.util.HexFormat.of().parseHex("30250201010420" + "00".repeat(32)));
        refused("no key at all", "no EC private key");
        refused("c2VjcmV0LXNlY3JldA==", "Ed25519");
        refused(damaged, "damaged");
        refused(cut, "damaged");
        refused(zero, "P-256");
        refused(KeyText.of(NAME, "secp384r1").pkcs8(), "P-256");
        refused(text.sec1().replace("EC PRIVATE", "RSA PRIVATE"), "no EC private key");
    }

    @Test
    void aFileThatLacksSomethingSaysWhat() {
        assertThatThrownBy(() -> ApiKey.parse("{\"name\":\"n\"}")).hasMessageStartingWith("lacks privateKey");
        assertThatThrownBy(() -> ApiKey.parse("{\"privateKey\":\"k\"}")).hasMessageStartingWith("lacks name");
        assertThatThrownBy(() -> ApiKey.parse("{\"name\":\"n\",\"privateKey\":7}"))
                .hasMessageStartingWith("lacks privateKey");
        for (String other : new String[] {"", "null", "[]", "7"}) {
            assertThatThrownBy(() -> ApiKey.parse(other)).as(other).hasMessageStartingWith("lacks name");
        }
        assertThatThrownBy(() -> ApiKey.parse("SESAME {"))
                .hasMessageStartingWith("is not JSON")
                .hasMessageNotContaining("SESAME")
                .hasNoCause();
        assertThatThrownBy(() -> ApiKey.parse("{\"name\":\"n\",\"privateKey\":\"SESAME\"}"))
                .hasMessageStartingWith("has a privateKey that is no EC private key")
                .hasMessageNotContaining("SESAME");
    }

    private static void refused(String pem, String why) {
        assertThatThrownBy(() -> ApiKey.of(NAME, pem))
                .isInstanceOf(ApiKeyException.class)
                .hasNoCause()
                .hasMessageContaining(why)
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    private static java.util.List<String> names(java.util.Iterator<String> names) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(names, Spliterator.ORDERED), false)
                .toList();
    }
}
