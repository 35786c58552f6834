package io.candlelake.producer.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeySettingsTest {
    private final KeyText text = KeyText.of("organizations/1f/apiKeys/2a");
    private final List<String> problems = new ArrayList<>();

    @Test
    void withoutAnyVariableThereIsNoKey() {
        assertThat(parse(Map.of("COINBASE_API_KEY_FILE", " ", "COINBASE_API_KEY_NAME", "")))
                .isEqualTo(KeySettings.NONE);
        assertThat(problems).isEmpty();
    }

    @Test
    void eachSourceIsKnownByItsVariable() {
        assertThat(parse(Map.of(
                                "COINBASE_API_KEY_NAME", text.name(),
                                "COINBASE_API_PRIVATE_KEY", text.sec1().replace("\n", "\\n")))
                        .source())
                .contains(new GivenKey(ApiKey.of(text.name(), text.sec1())));
        assertThat(parse(Map.of("COINBASE_API_KEY_FILE", "/run/secrets/coinbase.json"))
                        .source())
                .contains(new KeyFile(Path.of("/run/secrets/coinbase.json")));
        assertThat(parse(Map.of("COINBASE_API_KEY_SECRET", "candlelake/coinbase"))
                        .source())
                .contains(new SecretsManagerKey("candlelake/coinbase"));
        assertThat(problems).isEmpty();
    }

    @Test
    void twoSourcesAreAProblemThatNamesBoth() {
        KeySettings both = parse(Map.of("COINBASE_API_KEY_FILE", "/a", "COINBASE_API_KEY_SECRET", "b"));
        assertThat(both).isEqualTo(KeySettings.NONE);
        assertThat(problems)
                .containsExactly("the API key is given more than once, by COINBASE_API_KEY_FILE and"
                        + " COINBASE_API_KEY_SECRET: set one of them");
    }

    @Test
    void halfAKeyIsAProblem() {
        parse(Map.of("COINBASE_API_KEY_NAME", "n"));
        parse(Map.of("COINBASE_API_PRIVATE_KEY", text.sec1()));
        assertThat(problems)
                .containsExactly(
                        "COINBASE_API_KEY_NAME is set without COINBASE_API_PRIVATE_KEY",
                        "COINBASE_API_PRIVATE_KEY is set without COINBASE_API_KEY_NAME");
    }

    @Test
    void aBrokenKeyIsAProblemThatQuotesNothingOfIt() {
        parse(Map.of("COINBASE_API_KEY_NAME", "n", "COINBASE_API_PRIVATE_KEY", "SESAME"));
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("COINBASE_API_PRIVATE_KEY is no EC private key")
                .doesNotContain("SESAME");
    }

    private KeySettings parse(Map<String, String> variables) {
        return KeySettings.parse(variables, problems);
    }
}
