package io.candlelake.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A local file to read; it answers with the location it was asked by, for Iceberg compares locations as text. */
record LocalInput(String location, Path path) implements InputFile {

    @Override
    public long getLength() {
        return file().getLength();
    }

    @Override
    public SeekableInputStream newStream() {
        return file().newStream();
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    private InputFile file() {
        return org.apache.iceberg.Files.localInput(path.toFile());
    }
}
