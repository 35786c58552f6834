package io.candlelake.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's files on this machine's disk, by {@code file:///…} or a plain path.
 *
 * <p>Iceberg's own way to local files is Hadoop's, which takes its time to start and leaves a {@code .crc} file beside every
 * file. Nothing here forces to disk, as Kafka does not either: a process may die at any instant, the machine's power is the
 * file system's business.
 */
public final class LocalFileIO implements FileIO {
    private static final long serialVersionUID = 1L;

    /** Iceberg makes it by reflection. */
    public LocalFileIO() {}

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInput(location, path(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutput(location, path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.delete(path(location));
        } catch (java.nio.file.NoSuchFileException absent) {
            throw new NotFoundException(absent, "File does not exist: %s", location);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot delete " + location, failed);
        }
    }

    /** {@code file:///a/b}, {@code file:/a/b} and {@code /a/b} are the same file. Names are taken as they are: no %-escapes. */
    static Path path(String location) {
        if (!location.startsWith("file:")) {
            return Path.of(location);
        }
        String rest = location.substring("file:".length());
        return Path.of(rest.startsWith("//") ? rest.substring(2) : rest);
    }
}
