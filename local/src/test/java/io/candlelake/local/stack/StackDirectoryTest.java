package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.connect.SinkKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void nothingStartedYetSaysHowToStart() {
        assertThatThrownBy(() -> StackDirectory.choose(data, Optional.empty()))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("./candlelake up");
    }

    @Test
    void lakeThatWasNeverStartedIsRefused() throws IOException {
        exists(Lake.SIMULATED);

        assertThatThrownBy(() -> StackDirectory.choose(data, Optional.of(Lake.LIVE)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("./candlelake up --live");
    }

    @Test
    void lakeAskedForWins() throws IOException {
        exists(Lake.SIMULATED);
        running(Lake.LIVE);

        assertThat(StackDirectory.choose(data, Optional.of(Lake.SIMULATED)).lake())
                .isEqualTo(Lake.SIMULATED);
    }

    @Test
    void runningStackWinsOverTheLastUsed() throws IOException {
        running(Lake.REPLAYED);
        exists(Lake.SIMULATED).remember();

        assertThat(StackDirectory.choose(data, Optional.empty()).lake()).isEqualTo(Lake.REPLAYED);
    }

    @Test
    void ofTwoRunningOnesTheLastUsedWins() throws IOException {
        running(Lake.SIMULATED);
        running(Lake.LIVE).remember();

        assertThat(StackDirectory.choose(data, Optional.empty()).lake()).isEqualTo(Lake.LIVE);
    }

    @Test
    void withoutARunningOneTheLastUsedWins() throws IOException {
        exists(Lake.SIMULATED);
        exists(Lake.REPLAYED).remember();

        assertThat(StackDirectory.choose(data, Optional.empty()).lake()).isEqualTo(Lake.REPLAYED);
    }

    private StackDirectory exists(Lake lake) throws IOException {
        StackDirectory directory = StackDirectory.of(data, lake);
        Files.createDirectories(directory.kafka());
        return directory;
    }

    private StackDirectory running(Lake lake) throws IOException {
        StackDirectory directory = exists(lake);
        ProcessHandle self = ProcessHandle.current();
        StackFile.write(new StackState(
                directory,
                self.pid(),
                self.info().startInstant().orElseThrow(),
                Instant.EPOCH,
                true,
                19_092,
                OptionalInt.empty(),
                OptionalInt.empty(),
                SinkKind.DEFAULT,
                List.of(),
                List.of()));
        return directory;
    }
}
