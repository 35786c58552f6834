package io.candlelake.local.stack;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports that this stack will use, kept from other stacks of the same user: between the choice of a port and its use lie seconds,
 * and two stacks that start together must not meet at one broker.
 */
final class PortReservation implements AutoCloseable {
    private final Path folder;
    private final Map<Integer, FileChannel> held = new HashMap<>();

    PortReservation() {
        this(Path.of(System.getProperty("java.io.tmpdir"), "candlelake-ports-" + System.getProperty("user.name")));
    }

    PortReservation(Path folder) {
        this.folder = folder;
    }

    /** False when another stack has it, or this one already. */
    boolean take(int port) {
        if (held.containsKey(port)) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(folder.resolve(Integer.toString(port)), CREATE, WRITE);
            if (isLocked(channel)) {
                held.put(port, channel);
                return true;
            }
            channel.close();
            return false;
        } catch (IOException unwritable) {
            throw new StackException("cannot reserve ports in " + folder + ": " + unwritable.getMessage(), unwritable);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    /** Lets go of all of them. */
    @Override
    public void close() {
        try {
            for (FileChannel channel : held.values()) {
                channel.close();
            }
            held.clear();
        } catch (IOException unable) {
            throw new StackException("cannot let go of ports: " + unable.getMessage(), unable);
        }
    }
}
