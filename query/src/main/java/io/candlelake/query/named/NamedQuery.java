package io.candlelake.query.named;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file: {@code latest-candles, the newest candles of each product, as known now}.
 *
 * <p>The file is a statement that Athena runs as it stands. Where a value can be set, its name follows it in a comment:
 *
 * <pre>AND "interval" = '1m' /&#42; interval &#42;/</pre>
 *
 * @param parameters in the order of the header
 * @param text the whole file, without the line break at its end
 */
public record NamedQuery(String name, String description, List<Parameter> parameters, String text) {
    private static final Pattern NAME = Pattern.compile("(?m)^-- name: (\\S+)$");
    private static final Pattern DESCRIPTION = Pattern.compile("(?m)^-- description: (.+)$");
    private static final Pattern PARAMETER =
            Pattern.compile("(?m)^-- parameter: (\\w+) \\((\\w+), such as ([^)]+)\\): (.+)$");
    private static final Pattern PLACE = Pattern.compile(
            "(\\((?:[^()]++|\\([^()]*+\\))*+\\)" // an expression
                    + "|(?:\\b(?:TIMESTAMP|DECIMAL) )?'[^']*'" // DECIMAL '10', '1m'
                    + "|\\b\\d+)" // 20
                    + " /\\* (\\w+) \\*/");

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when the header lacks something, or the statement has not the places it names
     */
    static NamedQuery read(String file) {
        Map<String, String> usual = usual(file);
        List<Parameter> parameters = PARAMETER
                .matcher(file)
                .results()
                .map(header -> parameter(header, usual))
                .toList();
        String name = header(NAME, file);
        if (!usual.keySet().equals(parameters.stream().map(Parameter::name).collect(Collectors.toSet()))) {
            throw new IllegalArgumentException(
                    name + ": the header names " + parameters + ", the statement has places for " + usual.keySet());
        }
        return new NamedQuery(name, header(DESCRIPTION, file), parameters, file.stripTrailing());
    }

    /**
     * The statement with values in their places; the others stay as the file has them.
     *
     * @throws NamedQueryException when there is no such parameter, or a value is of another form
     */
    public String with(Map<String, String> values) {
        Map<String, String> literals = new HashMap<>();
        values.forEach((name, value) -> literals.put(name, named(name).literal(value)));
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(Optional.ofNullable(literals.get(place.group(2)))
                        .map(literal -> literal + " /* " + place.group(2) + " */")
                        .orElse(place.group())));
    }

    private Parameter named(String wanted) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NamedQueryException(name + " has no parameter '" + wanted + "': "
                        + (parameters.isEmpty()
                                ? "it has none"
                                : "it has "
                                        + parameters.stream()
                                                .map(Parameter::name)
                                                .collect(Collectors.joining(", ")))));
    }

    private static Map<String, String> usual(String file) {
        Map<String, String> usual = new HashMap<>();
        PLACE.matcher(file).results().forEach(place -> {
            String before = usual.put(place.group(2), place.group(1));
            if (before != null && !before.equals(place.group(1))) {
                throw new IllegalArgumentException(place.group(2) + " is " + before + " and " + place.group(1));
            }
        });
        return usual;
    }

    private static Parameter parameter(MatchResult header, Map<String, String> usual) {
        ParameterType type = ParameterType.of(header.group(2))
                .orElseThrow(() -> new IllegalArgumentException(
                        header.group() + ": a parameter is one of " + ParameterType.words()));
        return new Parameter(
                header.group(1), type, header.group(3), header.group(4), usual.getOrDefault(header.group(1), ""));
    }

    private static String header(Pattern pattern, String file) {
        List<String> found = new ArrayList<>();
        pattern.matcher(file).results().forEach(line -> found.add(line.group(1)));
        if (found.size() != 1) {
            throw new IllegalArgumentException("one line '" + pattern + "' is wanted, there are " + found.size());
        }
        return found.get(0);
    }
}
