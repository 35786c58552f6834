package io.candlelake.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {
    private final LocalFileIO files = new LocalFileIO();

    @Test
    void fileIsReadBackByEveryFormOfItsName(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("a new/folder with 100%/file");
        write(files.newOutputFile("file://" + path), "hello");

        for (String location : new String[] {"file://" + path, "file:" + path, path.toString()}) {
            assertThat(files.newInputFile(location).location()).isEqualTo(location);
            assertThat(files.newInputFile(location).getLength()).isEqualTo(5);
            try (SeekableInputStream in = files.newInputFile(location).newStream()) {
                in.seek(1);
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("ello");
            }
        }
    }

    @Test
    void existingFileIsNotWrittenOver(@TempDir Path directory) throws IOException {
        OutputFile file = files.newOutputFile("file://" + directory.resolve("file"));
        write(file, "first");

        assertThatThrownBy(file::create).isInstanceOf(AlreadyExistsException.class);
        try (PositionOutputStream out = file.createOrOverwrite()) {
            out.write('2');
            assertThat(out.getPos()).isEqualTo(1);
        }
        assertThat(file.toInputFile().getLength()).isEqualTo(1);
    }

    @Test
    void aFileStandsUnderItsNameOnlyOnceItIsWhole(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("00001.metadata.json");
        OutputFile file = files.newOutputFile("file://" + path);
        try (PositionOutputStream out = file.create()) {
            out.write("half".getBytes(UTF_8));
            out.flush();
            assertThat(path).doesNotExist();
        }
        assertThat(path).hasContent("half");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void ofTwoWritersOfOneNameExactlyOneGetsIt(@TempDir Path directory) throws IOException {
        OutputFile file = files.newOutputFile("file://" + directory.resolve("file"));
        PositionOutputStream loser = file.create();
        write(file, "winner");
        loser.write('x');
        assertThatThrownBy(loser::close).isInstanceOf(AlreadyExistsException.class);
        assertThat(directory.resolve("file")).hasContent("winner");
    }

    @Test
    void missingFileIsSaidToBeMissing(@TempDir Path directory) {
        String absent = "file://" + directory.resolve("absent");

        assertThat(files.newInputFile(absent).exists()).isFalse();
        assertThatThrownBy(() -> files.deleteFile(absent)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> files.newInputFile(absent).newStream()).isInstanceOf(NotFoundException.class);
    }

    private static void write(OutputFile file, String text) throws IOException {
        try (PositionOutputStream out = file.create()) {
            out.write(text.getBytes(UTF_8));
        }
    }
}
