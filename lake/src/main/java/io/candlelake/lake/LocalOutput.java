package io.candlelake.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A local file to write. It stands under another name until it is whole: whoever lists a table's folder, also after a kill, finds
 * no half written {@code metadata.json}.
 */
record LocalOutput(String location, Path path) implements OutputFile {

    /** What becomes of the whole file. */
    private interface Publication {
        void publish(Path part) throws IOException;
    }

    /** Of two writers of one name exactly one gets it: the file system decides, when the file is closed. */
    @Override
    public PositionOutputStream create() {
        if (Files.exists(path)) {
            throw taken(null);
        }
        return open(part -> {
            try {
                Files.createLink(path, part);
            } catch (FileAlreadyExistsException meanwhile) {
                throw taken(meanwhile);
            } finally {
                Files.delete(part);
            }
        });
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        return open(part -> Files.move(part, path, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public InputFile toInputFile() {
        return new LocalInput(location, path);
    }

    private PositionOutputStream open(Publication publication) {
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "the root is no file");
            // Unlike File.mkdirs, this does not fail when another task makes the same folder at the same time.
            Files.createDirectories(folder);
            Path part = folder.resolve("." + path.getFileName() + "." + UUID.randomUUID() + ".part");
            return new CountedOutputStream(Files.newOutputStream(part), () -> publication.publish(part));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + location, failed);
        }
    }

    private AlreadyExistsException taken(@Nullable Exception cause) {
        return new AlreadyExistsException(cause, "File already exists: %s", location);
    }
}
