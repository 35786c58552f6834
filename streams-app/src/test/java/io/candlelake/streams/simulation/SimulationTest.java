package io.candlelake.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole topology, with restarts from its changelogs, undone transactions, jumps of both clocks, products that interleave, gaps, reports of them, repairs, contradictions,
 * trades that are too late, and frames that are none. More runs, from a seed: {@code mvn -pl streams-app -am test -Dtest=SimulationTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.runs=5000 -Dsimulation.seed=1}.
 */
class SimulationTest {
    private static final int RUNS = Integer.getInteger("simulation.runs", 300);
    private static final long SEED = Long.getLong("simulation.seed", new SplittableRandom().nextInt(1_000_000_000));

    @Test
    void whateverHappensEveryRowSaysWhatWasKnownAndNothingIsLostOrTwice(@TempDir Path folder) throws Exception {
        Tally tally = new Tally();
        System.out.println("simulation: " + RUNS + " runs from seed " + SEED);
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Path directory = Files.createDirectory(folder.resolve("run-" + seed));
            List<String> problems = Simulation.run(seed, directory, tally);
            assertThat(problems.stream().limit(10))
                    .as("replay this run with -Dsimulation.runs=1 -Dsimulation.seed=%d", seed)
                    .isEmpty();
        }
        System.out.println("simulation: " + tally);
        assertThat(tally.counts())
                .containsKeys(
                        "restarts",
                        "aborts",
                        "jumps of time",
                        "candles closed by the clock",
                        "rows of gaps",
                        "rejects");
    }
}
