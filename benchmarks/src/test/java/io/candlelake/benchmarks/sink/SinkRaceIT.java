package io.candlelake.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.connect.SinkKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some thousand ticks through both sinks, each part once, so that the command keeps working. */
class SinkRaceIT {
    private static final Freshness.Load LOAD = new Freshness.Load(200, Duration.ofSeconds(1), Duration.ofSeconds(3));

    @Test
    void bothSinksPutEveryTickIntoTheTableOnce(@TempDir Path folder) throws Exception {
        SinkRace race = new SinkRace(20_000, 1, List.of(2), List.of(LOAD), 1);
        SinkRace.Result result;
        try (Workspace workspace = Workspace.open(folder)) {
            result = race.run(workspace, 512, Duration.ofMinutes(3), 7);
        }

        assertThat(result.broken()).isEmpty();
        assertThat(result.throughput())
                .extracting(Throughput.Run::kind)
                .containsExactly(SinkKind.APACHE, SinkKind.LAKE);
        assertThat(result.throughput()).allSatisfy(run -> {
            assertThat(run.found()).hasToString("right");
            assertThat(run.rowsPerSecond()).isPositive();
            assertThat(run.cpuSecondsPerMillion()).isPositive();
        });
        assertThat(result.freshness()).hasSize(3).allSatisfy(run -> {
            assertThat(run.found()).hasToString("right");
            assertThat(run.found().lags().count())
                    .isBetween(1, (int) run.found().rows());
            assertThat(run.found().lags().percentile(1)).isNotNegative();
        });
        assertThat(result.recovery()).hasSize(2).allSatisfy(run -> {
            assertThat(run.found()).hasToString("right");
            assertThat(run.seconds()).hasSize(1).allMatch(seconds -> seconds > 0);
        });
        assertThat(new SideBySide(race, result).table().toString())
                .contains("2 tasks, rows/s sustained", "1 times kill -9", "none of ");
    }
}
