package io.candlelake.local.replay;

import io.candlelake.local.stack.StackException;
import io.candlelake.producer.record.RecordedLine;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A look at the files before anything is started for them: {@code Recordings.check(files)}. */
final class Recordings {
    /** A larger archive takes seconds to read; the replay itself looks at it before it sends anything. */
    private static final long READ_THROUGH = 64L << 20;

    private static final int MAGIC = 0x1f8b;

    private Recordings() {}

    /** Throws {@link StackException} that names the first file which cannot be replayed. */
    static void check(List<Path> files) {
        files.forEach(Recordings::check);
    }

    private static void check(Path file) {
        if (!Files.exists(file)) {
            throw new StackException("there is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new StackException(file + " is a folder; name the files in it, such as " + file + "/*.gz");
        }
        if (!Files.isReadable(file)) {
            throw new StackException(file + " cannot be read: permission denied");
        }
        try {
            if (Files.size(file) > 0 && Files.size(file) <= READ_THROUGH && isGzip(file)) {
                readThrough(file);
            }
        } catch (ZipException | EOFException corrupt) {
            throw new StackException(file + " is a corrupt gzip file (" + corrupt.getMessage() + ")", corrupt);
        } catch (IOException unreadable) {
            throw new StackException(file + " cannot be read (" + unreadable.getMessage() + ")", unreadable);
        }
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // A name that ends in .gz promises it; what does not begin like one is then corrupt.
            return file.toString().endsWith(".gz") || (in.read() << 8 | in.read()) == MAGIC;
        }
    }

    private static void readThrough(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16)) {
            boolean ofRecorder = RecordedLine.beginsRecording(in.readNBytes(RecordedLine.HEAD_BYTES));
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (EOFException cutOff) {
                // A recorder that is killed leaves that; the replay knows where it is whole.
                if (!ofRecorder) {
                    throw cutOff;
                }
            }
        }
    }
}
