package io.candlelake.endtoend.matrix;

import io.candlelake.endtoend.plain.Count;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What came of one seed.
 *
 * @param took from the start of the first process to the audit's word
 * @param recoveries one for each fault
 * @param trades in the market's ledger
 * @param counts by hand, of every table
 * @param audit {@code proved}, or what it was instead
 * @param numbers for a person, one a line
 * @param endings of processes and tasks that nobody killed
 * @param problems none when nothing was lost and nothing twice
 * @param folder of its logs and tables; gone when it was good
 */
public record MatrixResult(
        long seed,
        MatrixOptions options,
        Duration took,
        List<Recovery> recoveries,
        long trades,
        List<Count> counts,
        String audit,
        List<String> numbers,
        List<String> endings,
        List<String> problems,
        Path folder) {
    /** How long after a fault the tables had new rows. */
    public record Recovery(Kind kind, Duration took) {}

    public boolean isGood() {
        return problems.isEmpty() && audit.equals("proved") && counts.stream().allMatch(Count::isGood);
    }

    /** The counts of each table, the numbers, and what is wrong. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%-14s %10s %10s %7s %7s %7s %9s%n", "table", "records", "rows", "files", "lost", "twice", "foreign"));
        for (Count count : counts) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %,10d %,10d %,7d %7d %7d %9d%n",
                    count.table(),
                    count.records(),
                    count.rows(),
                    count.files(),
                    count.lost(),
                    count.twice(),
                    count.foreign()));
        }
        numbers.forEach(line -> text.append(line).append('\n'));
        endings.stream().limit(20).forEach(line -> text.append(line).append('\n'));
        problems.stream()
                .limit(60)
                .forEach(line -> text.append("PROBLEM ").append(line).append('\n'));
        return text.append("seed ")
                .append(seed)
                .append(": audit ")
                .append(audit)
                .append(isGood() ? "; nothing lost, nothing twice" : "; FAILED, kept " + folder)
                .toString();
    }
}
