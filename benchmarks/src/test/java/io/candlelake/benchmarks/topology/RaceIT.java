package io.candlelake.benchmarks.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.benchmarks.load.LoadSettings;
import io.candlelake.benchmarks.process.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few thousand messages through the cheap contestants; Flink's are left to the command. */
class RaceIT {
    private static final List<Contestant> CHEAP = List.of(
            Contestant.C1,
            Contestant.C2,
            Contestant.C3,
            Contestant.C3_FRAME_PARSER,
            Contestant.TEXTBOOK,
            Contestant.CANDLELAKE);

    @Test
    void everyContestantFindsEveryTickAndCandle(@TempDir Path folder) throws Exception {
        LoadSettings settings = LoadSettings.of(4_000, LoadSettings.yesterday()).withSpan(Duration.ofMinutes(20));
        Race race = new Race(settings, CHEAP, 1, 512, Duration.ofMinutes(5));
        Race.Result result;
        try (Workspace workspace = Workspace.open(folder)) {
            result = race.run(workspace);
        }
        assertThat(result.runs()).extracting(Race.Run::contestant).containsExactlyElementsOf(CHEAP);
        assertThat(result.runs()).allSatisfy(run -> {
            assertThat(run.time().finished()).isTrue();
            assertThat(run.time().records()).isEqualTo(settings.messages());
            assertThat(run.found().ticks()).isEqualTo(race.ticks(run.contestant()));
            assertThat(run.found().wrong()).isZero();
        });
        assertThat(result.candles()).isGreaterThan(12 * 20);
        assertThat(new Standings(race, result).table().toString()).contains("0 of " + result.candles());
    }
}
