package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.connect.SinkKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {
    private static final Instant OWN_START =
            ProcessHandle.current().info().startInstant().orElseThrow();

    @TempDir
    private Path data = Path.of("");

    private StackDirectory directory = StackDirectory.of(data, Lake.SIMULATED);

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = StackDirectory.of(data, Lake.SIMULATED);
        Files.createDirectories(directory.path());
    }

    @Test
    void whatIsWrittenIsRead() {
        StackState state = ownedBy(4711, Instant.parse("2026-07-07T12:00:00.123Z"));

        StackFile.write(state);

        assertThat(StackState.read(directory)).contains(state);
    }

    @Test
    void withoutAFileThereIsNoState() {
        assertThat(StackState.read(directory)).isEmpty();
        assertThat(directory.running()).isEmpty();
    }

    @Test
    void brokenFileIsOneClearLine() throws IOException {
        Files.writeString(directory.stackFile(), "{\"lake\":");

        assertThatThrownBy(() -> StackState.read(directory))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("stack.json")
                .hasMessageContaining("delete it");
    }

    @Test
    void livingSupervisorIsRunning() {
        StackFile.write(ownedBy(ProcessHandle.current().pid(), OWN_START));

        assertThat(directory.running()).isPresent();
    }

    @Test
    void pidGivenToAnotherProcessIsNotRunning() {
        StackFile.write(ownedBy(ProcessHandle.current().pid(), OWN_START.minusSeconds(60)));

        assertThat(directory.running()).isEmpty();
    }

    @Test
    void addressesAreOnLoopback() {
        StackState state = ownedBy(1, OWN_START);

        assertThat(state.bootstrapServers()).isEqualTo("127.0.0.1:19092");
        assertThat(state.connectUrl()).contains("http://127.0.0.1:18083");
        assertThat(state.simulatorUrl()).isEmpty();
    }

    private StackState ownedBy(long pid, Instant start) {
        return new StackState(
                directory,
                pid,
                start,
                Instant.parse("2026-07-07T12:00:09Z"),
                true,
                19_092,
                OptionalInt.of(18_083),
                OptionalInt.empty(),
                SinkKind.APACHE,
                List.of("BTC-USD", "ETH-USD"),
                List.of(new ProcessState(
                        Part.BROKER,
                        4712,
                        Instant.parse("2026-07-07T12:00:01.5Z"),
                        2,
                        directory.log(Part.BROKER),
                        OptionalInt.of(19_092))));
    }
}
