package io.candlelake.query.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** {@code try (ExclusiveFile only = ExclusiveFile.lock(path))}: one holder among all processes and threads. */
public final class ExclusiveFile implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final FileChannel channel;

    private ExclusiveFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for its turn. The system releases it when the holder dies. */
    public static ExclusiveFile lock(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (tryLock(channel) == null) {
                Thread.sleep(POLL_MILLIS);
            }
            return new ExclusiveFile(channel);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot lock " + file, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("interrupted while waiting for " + file, stopped);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException otherThread) {
            // A file lock belongs to the process: another thread of ours holds it.
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
