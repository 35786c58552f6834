package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    private Path data = Path.of("");

    private StackDirectory directory = StackDirectory.of(data, Lake.SIMULATED);

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = StackDirectory.of(data, Lake.SIMULATED);
        Files.createDirectories(directory.path());
    }

    @Test
    void processesOfAKilledStackAreStoppedWithALine() throws Exception {
        Process left = child(Jvm.mark(directory), "-Dcandlelake.part=connect");
        RecordedProgress progress = new RecordedProgress();

        assertThat(Leftovers.stop(directory, progress)).hasSize(1);

        assertThat(left.waitFor()).isNotZero();
        assertThat(progress.lines).singleElement().asString().endsWith("stopped them: connect pid " + left.pid());
    }

    @Test
    void processesOfAnotherLakeAreLeftAlone() throws Exception {
        Process other = child(Jvm.mark(StackDirectory.of(data, Lake.LIVE)), "-Dcandlelake.part=connect");
        try {
            assertThat(Leftovers.stop(directory, Progress.silent())).isEmpty();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void deafProcessIsKilled() throws Exception {
        Process deaf = new ProcessBuilder(
                        "sh", "-c", "trap '' TERM; echo up; while true; do sleep 1; done", "sh", Jvm.mark(directory))
                .start();
        assertThat(deaf.getInputStream().read()).isPositive();

        assertThat(Leftovers.stop(directory, Progress.silent())).hasSize(1);

        assertThat(deaf.waitFor()).isEqualTo(137);
    }

    private static Process child(String... marks) throws IOException {
        String[] words = {"sh", "-c", "echo up; while true; do sleep 1; done", "sh", marks[0], marks[1]};
        Process process = new ProcessBuilder(words).start();
        assertThat(process.getInputStream().read()).isPositive();
        return process;
    }
}
