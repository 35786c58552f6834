package io.candlelake.streams.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Price rules of {@code PRICE_RULES}, joined by semicolons, and of the file {@code PRICE_RULES_FILE}, one a line. */
final class PriceRules {
    private static final String TEXT = "PRICE_RULES";
    private static final String FILE = "PRICE_RULES_FILE";

    private PriceRules() {}

    static List<PriceRule> parse(Environment read) {
        Map<String, PriceRule> rules = new LinkedHashMap<>();
        read.text(TEXT).ifPresent(text -> {
            for (String rule : text.split("[;\n]", -1)) {
                add(rule, TEXT, rules, read.problems());
            }
        });
        read.text(FILE).ifPresent(file -> {
            List<String> lines = lines(file, read.problems());
            for (int i = 0; i < lines.size(); i++) {
                add(lines.get(i).replaceFirst("#.*", ""), file + " line " + (i + 1), rules, read.problems());
            }
        });
        return List.copyOf(rules.values());
    }

    private static List<String> lines(String file, List<String> problems) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException unreadable) {
            problems.add(FILE + " is '" + file + "', which cannot be read: " + unreadable);
            return new ArrayList<>();
        }
    }

    private static void add(String text, String source, Map<String, PriceRule> rules, List<String> problems) {
        if (text.isBlank()) {
            return;
        }
        PriceRuleReader.read(text, source, problems).ifPresent(rule -> {
            if (rules.put(rule.name(), rule) != null) {
                problems.add(source + ": '" + rule.name() + "' is there twice");
            }
        });
    }
}
