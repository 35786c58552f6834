package io.candlelake.producer.record;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A file that holds whole lines when one looks: {@code frames.ndjson.gz}, and where that is there already {@code
 * frames-2.ndjson.gz}, for nothing recorded is ever written over or into.
 *
 * <p>Each write is some whole lines, of a {@code .gz} a whole member, in one call. So a process that is killed leaves a file
 * that any gzip reads to its end, unless that was within the call: then the last lines are cut off, which the replay knows.
 */
final class RecordingFile implements AutoCloseable {
    private static final int MOST_NUMBERS = 100_000;

    private final Path path;
    private final FileChannel channel;
    private final boolean gzip;

    private RecordingFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.gzip = path.toString().endsWith(".gz");
    }

    static RecordingFile create(Path wanted) throws IOException {
        Path path = wanted;
        for (int number = 2; number <= MOST_NUMBERS && Files.exists(path, LinkOption.NOFOLLOW_LINKS); number++) {
            path = numbered(wanted, number);
        }
        return new RecordingFile(path, FileChannel.open(path, CREATE_NEW, WRITE));
    }

    /** {@code numbered(a.ndjson.gz, 2)} is {@code a-2.ndjson.gz}. */
    private static Path numbered(Path wanted, int number) {
        String name = String.valueOf(wanted.getFileName());
        return wanted.resolveSibling(name.replaceFirst("((\\.[A-Za-z]+)?(\\.gz)?)$", "-" + number + "$1"));
    }

    Path path() {
        return path;
    }

    /** Returns how many bytes were added. Where it fails, nothing was, unless not even that can be mended. */
    long write(List<byte[]> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
            for (byte[] line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
        long before = channel.position();
        try {
            for (ByteBuffer left = ByteBuffer.wrap(bytes.toByteArray()); left.hasRemaining(); ) {
                channel.write(left);
            }
        } catch (IOException full) {
            channel.truncate(before);
            throw full;
        }
        return bytes.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
