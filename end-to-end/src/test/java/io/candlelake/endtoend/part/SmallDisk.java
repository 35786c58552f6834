package io.candlelake.endtoend.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder on a disk of its own that can be full and have room again: {@code SmallDisk.mount(folder, 2048)}.
 *
 * <p>Memory, in Linux; only root may do this. What is full has not one free page, and refuses the next write.
 */
public final class SmallDisk implements AutoCloseable {
    /** Others go on writing while the disk shrinks: it is tried again at what they have taken by then. */
    private static final int TRIES = 200;

    private final Path folder;
    private final long megabytes;

    private SmallDisk(Path folder, long megabytes) {
        this.folder = folder;
        this.megabytes = megabytes;
    }

    /** Empty where disks may not be mounted. */
    public static Optional<SmallDisk> mount(Path folder, long megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "candlelake", folder.toString());
        return mounted ? Optional.of(new SmallDisk(folder, megabytes)) : Optional.empty();
    }

    /** From now on nothing more can be written. */
    public void fill() throws IOException, InterruptedException {
        FileStore store = Files.getFileStore(folder);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            if (run("mount", "-o", "remount,size=" + used, folder.toString())) {
                return;
            }
        }
        throw new IOException(folder + " cannot be made so small that it is full");
    }

    /** There is room again. */
    public void free() throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString())) {
            throw new IOException(folder + " cannot be made larger again");
        }
    }

    private static boolean run(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** All that is on it goes. */
    @Override
    public void close() {
        try {
            if (!run("umount", folder.toString())) {
                run("umount", "-l", folder.toString());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
