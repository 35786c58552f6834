package io.candlelake.producer.secret;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the API key is, if there is one: {@code COINBASE_API_KEY_FILE=/run/secrets/coinbase.json}. One source or none:
 *
 * <table>
 * <caption>Variables</caption>
 * <tr><td>COINBASE_API_KEY_NAME, COINBASE_API_PRIVATE_KEY</td><td>the key itself: {@code organizations/…/apiKeys/…} and PEM</td></tr>
 * <tr><td>COINBASE_API_KEY_FILE</td><td>the JSON file that Coinbase lets one download</td></tr>
 * <tr><td>COINBASE_API_KEY_SECRET</td><td>name or ARN of a secret of AWS Secrets Manager that holds that JSON</td></tr>
 * </table>
 *
 * @param source none: without a key
 */
public record KeySettings(Optional<KeySource> source) {
    /** Without a key. */
    public static final KeySettings NONE = new KeySettings(Optional.empty());

    private static final String NAME = "COINBASE_API_KEY_NAME";
    private static final String PRIVATE_KEY = "COINBASE_API_PRIVATE_KEY";
    private static final String FILE = "COINBASE_API_KEY_FILE";
    private static final String SECRET = "COINBASE_API_KEY_SECRET";

    /**
     * Reads the variables; without a key where they are wrong.
     *
     * @param problems gets a line for each; it quotes nothing of a key
     */
    public static KeySettings parse(Map<String, String> variables, List<String> problems) {
        String name = value(variables, NAME);
        String privateKey = value(variables, PRIVATE_KEY);
        String file = value(variables, FILE);
        String secret = value(variables, SECRET);
        List<String> set = new ArrayList<>();
        if (!name.isEmpty() || !privateKey.isEmpty()) {
            set.add(name.isEmpty() ? PRIVATE_KEY : NAME);
        }
        if (!file.isEmpty()) {
            set.add(FILE);
        }
        if (!secret.isEmpty()) {
            set.add(SECRET);
        }
        if (set.size() > 1) {
            problems.add("the API key is given more than once, by " + String.join(" and ", set) + ": set one of them");
            return NONE;
        }
        if (!file.isEmpty()) {
            return file(file, problems);
        }
        if (!secret.isEmpty()) {
            return new KeySettings(Optional.of(new SecretsManagerKey(secret)));
        }
        return set.isEmpty() ? NONE : given(name, privateKey, problems);
    }

    private static KeySettings given(String name, String privateKey, List<String> problems) {
        if (name.isEmpty() || privateKey.isEmpty()) {
            problems.add(
                    name.isEmpty() ? PRIVATE_KEY + " is set without " + NAME : NAME + " is set without " + PRIVATE_KEY);
            return NONE;
        }
        try {
            return new KeySettings(Optional.of(new GivenKey(ApiKey.of(name, privateKey))));
        } catch (ApiKeyException wrong) {
            problems.add(PRIVATE_KEY + " " + wrong.getMessage());
            return NONE;
        }
    }

    private static KeySettings file(String file, List<String> problems) {
        try {
            return new KeySettings(Optional.of(new KeyFile(Path.of(file))));
        } catch (InvalidPathException noPath) {
            problems.add(FILE + " is no path of a file");
            return NONE;
        }
    }

    /** Compose files pass on what is not set as nothing. */
    private static String value(Map<String, String> variables, String name) {
        return variables.getOrDefault(name, "").strip();
    }
}
