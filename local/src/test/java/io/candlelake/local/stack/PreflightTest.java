package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void foldersAreMade() {
        StackDirectory directory = StackDirectory.of(data, Lake.LIVE);

        Preflight.check(directory);

        assertThat(directory.logs()).isDirectory();
        assertThat(directory.streams()).isDirectory();
    }

    @Test
    void tooLittleSpaceNamesFolderFreeAndNeeded() {
        assertThatThrownBy(() -> Preflight.checkSpace(Path.of("/lake"), 300L << 20, 1L << 30))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("/lake")
                .hasMessageContaining("300 MiB free")
                .hasMessageContaining("1,024 MiB needed");
    }

    @Test
    void folderThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "in the way");

        assertThatThrownBy(() -> Preflight.check(StackDirectory.of(file, Lake.LIVE)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("cannot write in")
                .hasMessageContaining("--data");
    }
}
