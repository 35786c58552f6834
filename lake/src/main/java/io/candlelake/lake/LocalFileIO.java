package io.candlelake.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Iceberg's files on this machine's disk, by {@code file:///…} or a plain path.
 *
 * <p>Iceberg's own way to local files is Hadoop's, which takes its time to start and leaves a {@code .crc} file beside every
 * file. Nothing here forces to disk, as Kafka does not either: a process may die at any instant, the machine's power is the
 * file system's business.
 */
public final class LocalFileIO implements SupportsPrefixOperations {
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

    /** Every file below the folder, in the form of its name; none when it is not there. A file that goes meanwhile is left out. */
    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        Path folder = path(prefix);
        String scheme = prefix.startsWith("file:") ? "file://" : "";
        List<FileInfo> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(new FileInfo(
                            scheme + file,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                    if (failed instanceof java.nio.file.NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failed;
                }
            });
            return files;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot list " + prefix, failed);
        }
    }

    /** Deletes every file below the folder, and leaves the empty folders. */
    @Override
    public void deletePrefix(String prefix) {
        listPrefix(prefix).forEach(file -> deleteFile(file.location()));
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
