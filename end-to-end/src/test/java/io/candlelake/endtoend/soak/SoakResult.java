package io.candlelake.endtoend.soak;

import io.candlelake.endtoend.examination.Findings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run.
 *
 * @param disturbances how many of each fault and each mischief, by name, in the order of the table
 * @param overLimit how often the client broke a limit, by name, in the order of the table
 * @param settledAfterSeconds from the closing of the market until nothing changed any more
 * @param endings of processes that nobody killed
 * @param problems of the run itself, besides those that were found in what it left
 * @param folder that was kept, where it failed
 */
public record SoakResult(
        long seed,
        SoakOptions options,
        Map<String, Long> disturbances,
        Map<String, Long> overLimit,
        long settledAfterSeconds,
        Findings findings,
        List<String> endings,
        List<String> problems,
        Path folder) {
    /** All of them; none when the run is good. */
    public List<String> allProblems() {
        List<String> all = new ArrayList<>(problems);
        overLimit.forEach((limit, times) -> {
            if (times != 0) {
                all.add("the client broke a limit of Coinbase " + times + " times: " + limit);
            }
        });
        all.addAll(findings.problems());
        return all;
    }

    public boolean isGood() {
        return allProblems().isEmpty();
    }
}
