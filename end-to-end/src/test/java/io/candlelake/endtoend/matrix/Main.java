package io.candlelake.endtoend.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/** The command: {@code end-to-end/kill-lake.sh --seed 7}. Exit codes: 0 good, 1 not good, 2 a wrong option. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        MatrixOptions options;
        try {
            options = MatrixOptions.parse(List.of(arguments));
            options.deck();
        } catch (IllegalArgumentException wrong) {
            System.err.println("kill-lake: " + wrong.getMessage() + "; see --help");
            System.exit(2);
            return;
        }
        List<MatrixResult> results = new ArrayList<>();
        for (PrimitiveIterator.OfLong seeds = options.allSeeds().iterator(); seeds.hasNext(); ) {
            MatrixResult result = KillMatrix.run(options, seeds.nextLong());
            System.out.println(result);
            results.add(result);
        }
        System.out.println();
        System.out.println(MatrixTable.of(results));
        boolean good = results.stream().allMatch(MatrixResult::isGood);
        System.out.println(good ? "nothing lost, nothing twice" : "FAILED: see PROBLEM above");
        System.exit(good ? 0 : 1);
    }
}
