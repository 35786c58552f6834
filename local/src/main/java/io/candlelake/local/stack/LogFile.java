package io.candlelake.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What a process wrote: {@code data/simulated/logs/broker.log}, at most {@link #MAX_BYTES} and one older file beside it.
 *
 * @param path the file that the process appends to
 */
record LogFile(Path path) {
    static final long MAX_BYTES = 16L << 20;
    private static final int TAIL_BYTES = 16_384;

    /** Bounds the file while its process has it open: what is there is copied aside, and appending goes on at its start. */
    void bound() {
        try {
            if (Files.exists(path) && Files.size(path) > MAX_BYTES) {
                Files.copy(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                Files.newByteChannel(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        } catch (IOException unwritable) {
            throw new StackException("cannot rotate " + path + ": " + unwritable.getMessage(), unwritable);
        }
    }

    /** How long it is now, to look later at what came after. */
    long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException unreadable) {
            throw new StackException("cannot read " + path + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** The line that best says why the process ended: the last one that is not part of a stack trace. */
    String lastLine(long from) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long start = Math.max(Math.min(from, file.length()), file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            return new String(tail, UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith("    "))
                    .reduce((first, second) -> second)
                    .map(String::strip)
                    .orElse("it wrote nothing");
        } catch (IOException unreadable) {
            return "its log cannot be read: " + unreadable.getMessage();
        }
    }
}
