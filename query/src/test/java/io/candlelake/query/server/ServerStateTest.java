package io.candlelake.query.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerStateTest {
    private static final long NO_PROCESS = Long.MAX_VALUE;

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("sql.json");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ServerState state = state(ProcessHandle.current().pid(), startOfThisProcess());
        state.write(file);
        assertThat(ServerState.read(file)).contains(state);
        assertThat(state.process()).contains(ProcessHandle.current());
    }

    @Test
    void aDeadProcessIsStale() {
        assertThat(state(NO_PROCESS, Instant.EPOCH).process()).isEmpty();
    }

    @Test
    void anotherProcessWithTheSamePidIsStale() {
        assertThat(state(ProcessHandle.current().pid(), startOfThisProcess().minusSeconds(60))
                        .process())
                .isEmpty();
    }

    @Test
    void halfAFileIsNone() throws IOException {
        Files.writeString(file, "{\"pid\":47");
        assertThat(ServerState.read(file)).isEmpty();
        Files.writeString(file, "{}");
        assertThat(ServerState.read(file)).isEmpty();
    }

    @Test
    void stoppingWhatDoesNotRunForgetsTheStaleFile() throws IOException {
        state(NO_PROCESS, Instant.EPOCH).write(file);
        assertThat(SqlServer.stop(folder)).isFalse();
        assertThat(file).doesNotExist();
    }

    private static ServerState state(long pid, Instant start) {
        return new ServerState(pid, start, 8483, "483", "/lake/catalog.sqlite");
    }

    private static Instant startOfThisProcess() {
        return ProcessHandle.current().info().startInstant().orElseThrow();
    }
}
