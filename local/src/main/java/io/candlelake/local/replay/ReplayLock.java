package io.candlelake.local.replay;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** One replay into a lake at a time, for each counts what appears while it runs. Let go of when its process ends, however. */
final class ReplayLock implements AutoCloseable {
    private final FileChannel channel;

    private ReplayLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Throws {@link StackException} when another replay runs. */
    static ReplayLock take(StackDirectory directory) {
        try {
            Files.createDirectories(directory.path());
            FileChannel channel = FileChannel.open(directory.path().resolve("replay.lock"), CREATE, WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StackException(
                        "another replay into " + directory.path() + " is running; wait until it is done");
            }
            return new ReplayLock(channel);
        } catch (IOException unable) {
            throw new StackException("cannot write in " + directory.path() + ": " + unable.getMessage(), unable);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unable) {
            throw new StackException("cannot let go of the replay's lock: " + unable.getMessage(), unable);
        }
    }
}
