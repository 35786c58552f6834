package io.candlelake.local.replay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.StackDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayLockTest {
    @Test
    void onlyOneReplayAtATime(@TempDir Path data) {
        StackDirectory directory = StackDirectory.of(data, Lake.REPLAYED);
        ReplayLock first = ReplayLock.take(directory);
        assertThatThrownBy(() -> ReplayLock.take(directory)).hasMessageContaining("another replay into");
        first.close();
        assertThatCode(() -> ReplayLock.take(directory).close()).doesNotThrowAnyException();
    }
}
