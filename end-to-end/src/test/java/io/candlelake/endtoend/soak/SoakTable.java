package io.candlelake.endtoend.soak;

import io.candlelake.endtoend.examination.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The runs as lines of one table, and their totals; a heading of several words stands on several lines. */
public final class SoakTable {
    private static final String TOTAL = "total";

    private SoakTable() {}

    public static String of(List<SoakResult> results) {
        List<Map<String, String>> rows = new ArrayList<>();
        Map<String, Long> totals = new LinkedHashMap<>();
        for (SoakResult result : results) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("seed", Long.toString(result.seed()));
            row.put("feeds", result.options().feeds().replace(SoakOptions.BOTH, "both"));
            numbers(result).forEach((name, number) -> {
                row.put(name, Long.toString(number));
                totals.merge(name, number, Long::sum);
            });
            row.put("", result.isGood() ? "ok" : "FAILED");
            rows.add(row);
        }
        if (results.size() > 1) {
            Map<String, String> total = new LinkedHashMap<>(Map.of("seed", TOTAL));
            total.put("feeds", "");
            totals.forEach((name, number) -> total.put(name, Long.toString(number)));
            total.put("", results.stream().allMatch(SoakResult::isGood) ? "ok" : "FAILED");
            rows.add(total);
        }
        return render(rows);
    }

    private static Map<String, Long> numbers(SoakResult result) {
        Findings findings = result.findings();
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("seconds", result.options().length().toSeconds());
        numbers.putAll(result.disturbances());
        numbers.put("ended by itself", (long) result.endings().size());
        numbers.put("broken frames", findings.broken());
        numbers.put("trades", findings.trades());
        numbers.put("lost", findings.lost());
        numbers.put("duplicates", findings.duplicates());
        numbers.put("different", findings.different());
        numbers.put("gaps opened", findings.opened());
        numbers.put("gaps repaired", findings.repaired());
        numbers.put("gaps unrepairable", findings.unrepairable());
        numbers.putAll(result.overLimit());
        numbers.put("settled after", result.settledAfterSeconds());
        return numbers;
    }

    private static String render(List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        List<String> names = List.copyOf(rows.get(0).keySet());
        int height = names.stream().mapToInt(name -> words(name).length).max().orElse(1);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < height; line++) {
            for (String name : names) {
                String[] words = words(name);
                int index = line - (height - words.length);
                text.append(cell(index < 0 ? "" : words[index], width(name, rows)));
            }
            text.append('\n');
        }
        for (Map<String, String> row : rows) {
            names.forEach(name -> text.append(cell(row.getOrDefault(name, ""), width(name, rows))));
            text.append('\n');
        }
        return text.toString();
    }

    private static String[] words(String name) {
        return name.toLowerCase(Locale.ROOT).split("[ _]");
    }

    private static int width(String name, List<Map<String, String>> rows) {
        int width = 0;
        for (String word : words(name)) {
            width = Math.max(width, word.length());
        }
        for (Map<String, String> row : rows) {
            width = Math.max(width, row.getOrDefault(name, "").length());
        }
        return width;
    }

    private static String cell(String text, int width) {
        return " ".repeat(width - text.length()) + text + " ";
    }
}
