package io.candlelake.endtoend.soak;

import java.util.ArrayList;
import java.util.List;

/** The command: {@code end-to-end/soak-feed.sh --seed 7}. Exit codes: 0 every run is good, 1 one is not, 2 a wrong option. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        SoakOptions options;
        try {
            options = SoakOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("soak-feed: " + wrong.getMessage() + "; see --help");
            System.exit(2);
            return;
        }
        List<SoakResult> results = new ArrayList<>();
        try {
            for (long seed : options.allSeeds().toArray()) {
                SoakResult result = FeedSoak.run(options, seed);
                results.add(result);
                System.out.println(report(result));
            }
        } finally {
            // Also of the runs before one that could not be made.
            System.out.print(SoakTable.of(results));
        }
        System.exit(results.stream().allMatch(SoakResult::isGood) ? 0 : 1);
    }

    /** What is to be said of one run besides its numbers. */
    static String report(SoakResult result) {
        StringBuilder text = new StringBuilder();
        result.endings().forEach(ending -> text.append("  ").append(ending).append('\n'));
        result.allProblems()
                .forEach(problem -> text.append("  PROBLEM ").append(problem).append('\n'));
        return text + "seed " + result.seed()
                + (result.isGood() ? ": nothing lost, nothing twice" : ": FAILED; kept " + result.folder());
    }
}
