package io.candlelake.local.stack;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Held by whoever runs the stack of a directory; the operating system lets go of it when that process ends, however it does. */
final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Throws {@link StackException} when another process has it: which one. */
    static StackLock take(StackDirectory directory) {
        try {
            FileChannel channel = FileChannel.open(directory.lockFile(), CREATE, WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StackException("already running" + byWhom(directory) + " on " + directory.path()
                        + "; ./candlelake down" + option(directory) + " stops it");
            }
            return new StackLock(channel);
        } catch (IOException unable) {
            throw new StackException("cannot lock " + directory.lockFile() + ": " + unable.getMessage(), unable);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisProcess) {
            return null;
        }
    }

    private static String byWhom(StackDirectory directory) {
        return directory
                .running()
                .map(state -> " (pid " + state.supervisorPid() + ")")
                .orElse("");
    }

    /** What `down` must be told when the data is not where it would look. */
    private static String option(StackDirectory directory) {
        return directory
                        .data()
                        .equals(StackDirectory.of(Path.of("data"), directory.lake())
                                .data())
                ? ""
                : " --data " + directory.data();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unable) {
            throw new StackException("cannot unlock the stack's directory: " + unable.getMessage(), unable);
        }
    }
}
