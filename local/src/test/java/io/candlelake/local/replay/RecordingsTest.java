package io.candlelake.local.replay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.local.stack.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    @Test
    void wholeFilesPass(@TempDir Path folder) throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.ndjson"), "{}\n");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path zipped = Files.write(folder.resolve("frames.gz"), gzip());
        assertThatCode(() -> Recordings.check(List.of(plain, empty, zipped))).doesNotThrowAnyException();
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("missing.gz");
        assertThatThrownBy(() -> Recordings.check(List.of(missing)))
                .isInstanceOf(StackException.class)
                .hasMessage("there is no file " + missing);
    }

    @Test
    void aFolderIsNoFile(@TempDir Path folder) {
        assertThatThrownBy(() -> Recordings.check(List.of(folder))).hasMessageContaining("is a folder");
    }

    @Test
    void aCutGzipIsCorrupt(@TempDir Path folder) throws IOException {
        byte[] whole = gzip();
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 6));
        assertThatThrownBy(() -> Recordings.check(List.of(cut)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(cut + " is a corrupt gzip file");
    }

    @Test
    void aRecordingOfAKilledRecorderPasses(@TempDir Path folder) throws IOException {
        byte[] whole = gzip("{\"candlelake\":\"connection\",\"connection_id\":\"c1\"}\n");
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 6));
        Path nothing = Files.createFile(folder.resolve("nothing.gz"));
        assertThatCode(() -> Recordings.check(List.of(cut, nothing))).doesNotThrowAnyException();
    }

    @Test
    void aChangedByteIsCorrupt(@TempDir Path folder) throws IOException {
        byte[] changed = gzip();
        changed[changed.length - 8] ^= 1;
        Path file = Files.write(folder.resolve("changed.gz"), changed);
        assertThatThrownBy(() -> Recordings.check(List.of(file))).hasMessageContaining("corrupt gzip");
    }

    private static byte[] gzip() throws IOException {
        return gzip("");
    }

    private static byte[] gzip(String firstLine) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(firstLine.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.write("{\"type\":\"match\"}\n".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
