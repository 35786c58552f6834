package io.candlelake.lake;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A local file to write. A half written one does no harm, for nothing refers to it before the commit. */
record LocalOutput(String location, Path path) implements OutputFile {

    /** Of two writers of one name exactly one gets it: the file system decides. */
    @Override
    public PositionOutputStream create() {
        return open(WRITE, CREATE_NEW);
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        return open(WRITE, CREATE, TRUNCATE_EXISTING);
    }

    @Override
    public InputFile toInputFile() {
        return new LocalInput(location, path);
    }

    private PositionOutputStream open(OpenOption... options) {
        try {
            Path parent = path.getParent();
            if (parent != null) {
                // Unlike File.mkdirs, this does not fail when another task makes the same folder at the same time.
                Files.createDirectories(parent);
            }
            return new CountedOutputStream(Files.newOutputStream(path, options));
        } catch (FileAlreadyExistsException taken) {
            throw new AlreadyExistsException(taken, "File already exists: %s", location);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + location, failed);
        }
    }
}
