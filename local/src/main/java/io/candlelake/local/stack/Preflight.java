package io.candlelake.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether a stack could run here at all: {@code Preflight.check(directory)}. */
final class Preflight {
    private static final long NEEDED_BYTES = 1L << 30;
    private static final int JAVA = 17;

    private Preflight() {}

    /** Creates the folders. Throws {@link StackException}: which folder, what is free, what is needed. */
    static void check(StackDirectory directory) {
        if (Runtime.version().feature() < JAVA) {
            throw new StackException("Java " + JAVA + " or newer is needed, this is " + Runtime.version());
        }
        createFolders(directory);
        checkSpace(directory.data(), usable(directory.data()), NEEDED_BYTES);
    }

    private static void createFolders(StackDirectory directory) {
        try {
            Files.createDirectories(directory.logs());
            Files.createDirectories(directory.streams());
            Files.createDirectories(directory.connect());
            Files.delete(Files.createTempFile(directory.path(), "writable", ".tmp"));
        } catch (IOException unwritable) {
            throw new StackException(
                    "cannot write in " + directory.path() + " (" + unwritable.getMessage()
                            + "): mend it, or name another folder with --data",
                    unwritable);
        }
    }

    static void checkSpace(Path folder, long free, long needed) {
        if (free < needed) {
            throw new StackException("not enough disk space for " + folder + ": " + mebibytes(free) + " free, "
                    + mebibytes(needed) + " needed: make room, or name a folder on another disk with --data");
        }
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unreadable) {
            throw new StackException("cannot tell the free space of " + folder, unreadable);
        }
    }
}
