package io.candlelake.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The whole topology, with restarts from its changelogs, undone transactions, jumps of both clocks, products that interleave, gaps, reports of them, repairs, contradictions,
 * trades that are too late, and frames that are none. More runs, from a seed: {@code mvn -pl streams-app -am test -Dtest=SimulationTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.runs=5000 -Dsimulation.seed=1}.
 */
class SimulationTest {
    /** Where the system has a file system in memory: a start opens a store, and half of all time would be the disk's. */
    static final class InMemory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "candlelake-simulation-")
                    : Files.createTempDirectory("candlelake-simulation-");
        }
    }

    private static final int RUNS = Integer.getInteger("simulation.runs", 200);
    private static final long SEED = Long.getLong("simulation.seed", new SplittableRandom().nextInt(1_000_000_000));

    @Test
    void whateverHappensEveryRowSaysWhatWasKnownAndNothingIsLostOrTwice(@TempDir(factory = InMemory.class) Path folder)
            throws Exception {
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
