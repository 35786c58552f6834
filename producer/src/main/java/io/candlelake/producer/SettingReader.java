package io.candlelake.producer;

import io.candlelake.domain.ProductId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings as typed values: {@code reader.number(Setting.HEALTH_PORT, 0, 65_535)}.
 *
 * <p>A value of a wrong form is a problem that is kept, so that all of them can be told together.
 */
final class SettingReader {
    private final Map<String, String> environment;
    private final Map<Setting, String> file;
    private final List<String> problems = new ArrayList<>();

    /** Reads the file, where there is one. */
    SettingReader(Map<String, String> environment) {
        this.environment = environment;
        String name =
                environment.getOrDefault(Setting.CANDLELAKE_CONFIG.name(), "").strip();
        this.file = name.isEmpty() ? Map.of() : SettingFile.read(name, problems);
    }

    /** As it was set, without the blanks around it; the default where it is not set. */
    String text(Setting setting) {
        String set = environment.getOrDefault(setting.name(), "").strip();
        if (!set.isEmpty()) {
            return set;
        }
        String filed = file.getOrDefault(setting, "").strip();
        return filed.isEmpty() ? setting.absent() : filed;
    }

    boolean isSet(Setting setting) {
        return !text(setting).isEmpty();
    }

    /** Its words, joined by commas there; each once. */
    List<String> words(Setting setting) {
        return Arrays.stream(text(setting).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    List<ProductId> products(Setting setting) {
        Set<ProductId> products = new LinkedHashSet<>();
        for (String word : words(setting)) {
            ProductId.parse(word)
                    .ifPresentOrElse(
                            products::add,
                            () -> problem(
                                    setting.name() + " has '" + word + "', not of a form like BTC-USD, in upper case"));
        }
        return List.copyOf(products);
    }

    /** From the least to the most, both allowed. */
    int number(Setting setting, int least, int most) {
        String text = text(setting);
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem(setting.name() + " is '" + text + "', not a number from " + least + " to " + most);
        return least;
    }

    boolean yes(Setting setting) {
        String text = text(setting);
        if (!text.equals("true") && !text.equals("false")) {
            problem(setting.name() + " is '" + text + "', neither true nor false");
        }
        return text.equals("true");
    }

    /** An address with a host: of a WebSocket ({@code ws}), or of HTTP ({@code http}); either may be secure. */
    URI uri(Setting setting, String scheme) {
        String text = text(setting);
        try {
            URI uri = new URI(text);
            boolean rightScheme = scheme.equals(uri.getScheme()) || (scheme + "s").equals(uri.getScheme());
            if (rightScheme && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException reportedBelow) {
            // Said as the other wrong forms are.
        }
        problem(setting.name() + " is '" + text + "', not " + (scheme.equals("ws") ? "a WebSocket" : "an HTTP")
                + " address like " + setting.absent());
        return URI.create(setting.absent());
    }

    /** All of them by name, as {@link #text} has them. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            texts.put(setting.name(), text(setting));
        }
        return texts;
    }

    /** Of a file; empty where none is set. */
    Optional<Path> path(Setting setting) {
        String text = text(setting);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            problem(setting.name() + " is '" + text + "', not a path of a file");
            return Optional.empty();
        }
    }

    void problem(String line) {
        problems.add(line);
    }

    /** Those so far; others may add theirs. */
    List<String> problems() {
        return problems;
    }

    /** Throws {@link IllegalArgumentException} with all problems in one line, each once, where there are any. */
    void requireNoProblem() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.stream().distinct().collect(Collectors.joining("; ")));
        }
    }
}
