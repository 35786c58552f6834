package io.candlelake.producer.replay;

import io.candlelake.domain.Timestamp;
import io.candlelake.producer.record.RecordedLine;
import io.candlelake.producer.source.FrameBuffer;
import io.candlelake.producer.source.FrameSink;
import io.candlelake.producer.source.FrameSource;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.ZipException;

/**
 * A file of {@link RecordedLine}s, plain or gzip (known by its first two bytes; a name that ends in .gz promises them).
 *
 * <p>A line ends with a line feed, one carriage return before it not counted; the last one also with the file. Lines may
 * be of any length, and of any bytes. An empty line is a frame of zero bytes. What a line is, is not
 * looked at here.
 *
 * <p>A file that the recorder was writing when it was killed is whole up to its last whole line; another that is cut off is
 * corrupt.
 */
final class RecordedFile implements FrameSource {
    private static final int CHUNK = 64 * 1024;
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    private final Path path;
    private final Clock clock;
    private final long size;
    private final boolean gzip;
    private final boolean ofRecorder;
    private volatile long bytesRead;

    private RecordedFile(Path path, Clock clock, long size, boolean gzip, boolean ofRecorder) {
        this.path = path;
        this.clock = clock;
        this.size = size;
        this.gzip = gzip;
        this.ofRecorder = ofRecorder;
    }

    /** Throws {@link ReplayException} when there is no such file, or it cannot be read. */
    static RecordedFile at(Path path, Clock clock) {
        if (Files.isDirectory(path)) {
            throw new ReplayException(path + " is a folder, not a file of frames");
        }
        if (!Files.exists(path)) {
            throw new ReplayException("there is no file " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new ReplayException(path + " is not a regular file; a replay may have to read it twice");
        }
        try (InputStream in = Files.newInputStream(path)) {
            boolean gzip = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
            // A recorder that was killed before its first line leaves nothing.
            if (!gzip && path.toString().endsWith(".gz") && Files.size(path) > 0) {
                throw new ReplayException(path + " is a corrupt gzip file (it does not begin like one)");
            }
            return new RecordedFile(path, clock, Files.size(path), gzip, isOfRecorder(path, gzip));
        } catch (IOException unreadable) {
            throw new ReplayException(path + " cannot be read (" + reason(unreadable) + ")", unreadable);
        }
    }

    private static boolean isOfRecorder(Path path, boolean gzip) throws IOException {
        try (InputStream in = text(Files.newInputStream(path), gzip)) {
            return RecordedLine.beginsRecording(in.readNBytes(RecordedLine.HEAD_BYTES));
        } catch (ZipException | EOFException saidWhenItIsRead) {
            return false;
        }
    }

    private static InputStream text(InputStream file, boolean gzip) throws IOException {
        return gzip ? new WholeGzipStream(new BufferedInputStream(file, CHUNK)) : file;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Of the file, compressed where it is, since it was last opened. */
    long bytesRead() {
        return bytesRead;
    }

    /**
     * Reads a gzip file to its end, its checksums included, and keeps nothing; a plain one needs no such look.
     *
     * @param going told now and then
     * @throws ReplayException when it is corrupt
     */
    void check(Runnable going) {
        if (gzip) {
            read((bytes, length) -> going.run());
        }
    }

    @Override
    public void readTo(FrameSink sink) {
        FrameBuffer line = new FrameBuffer(RecordedLine.MAX_BYTES);
        read((bytes, length) -> split(bytes, length, line, sink));
        // Of a recorder that was killed: the beginning of a frame is none.
        if (!line.isEmpty() && !ofRecorder) {
            sink.accept(line.take(now()));
        }
    }

    private void split(byte[] bytes, int length, FrameBuffer line, FrameSink sink) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                line.append(bytes, start, i - start);
                sink.accept(line.takeLine(now()));
                start = i + 1;
            }
        }
        line.append(bytes, start, length - start);
    }

    private Timestamp now() {
        return Timestamp.of(clock.instant());
    }

    private void read(Chunks chunks) {
        byte[] bytes = new byte[CHUNK];
        try (InputStream in = open()) {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                chunks.take(bytes, length);
            }
        } catch (EOFException cutOff) {
            if (!ofRecorder) {
                throw corrupt(cutOff);
            }
        } catch (ZipException broken) {
            throw corrupt(broken);
        } catch (IOException unreadable) {
            throw new ReplayException(path + " cannot be read (" + reason(unreadable) + ")", unreadable);
        }
    }

    private InputStream open() throws IOException {
        bytesRead = 0;
        return text(new CountedStream(Files.newInputStream(path), count -> bytesRead = count), gzip);
    }

    private ReplayException corrupt(IOException why) {
        return new ReplayException(path + " is a corrupt gzip file (" + reason(why) + ")", why);
    }

    private static String reason(IOException error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    /** Takes the file's next bytes, which are valid until it returns. */
    private interface Chunks {
        void take(byte[] bytes, int length);
    }
}
