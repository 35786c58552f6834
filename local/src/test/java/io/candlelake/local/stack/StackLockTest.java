package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void secondStackOnTheSameDataIsRefused() {
        StackDirectory directory = StackDirectory.of(data, Lake.SIMULATED);
        Preflight.check(directory);
        try (StackLock first = StackLock.take(directory)) {
            assertThatThrownBy(() -> StackLock.take(directory))
                    .as("while %s is held", first)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("already running")
                    .hasMessageContaining("./candlelake down");
        }
    }

    @Test
    void lockCanBeTakenAgain() {
        StackDirectory directory = StackDirectory.of(data, Lake.SIMULATED);
        Preflight.check(directory);

        StackLock.take(directory).close();
        StackLock.take(directory).close();
    }
}
