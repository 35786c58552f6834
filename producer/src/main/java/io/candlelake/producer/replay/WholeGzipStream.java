package io.candlelake.producer.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzip stream, of one member or several, that takes nothing for its end but the end: the JDK's own drops in silence
 * whatever follows a member and is no member, a second recording with a broken header for instance.
 */
final class WholeGzipStream extends GZIPInputStream {
    private static final int BUFFER = 64 * 1024;

    /** A member has at least so many bytes; what is shorter is not even looked at by the JDK. */
    private static final int SMALLEST = 18;

    /** Checksum and length, which the JDK leaves in the buffer after the last member. */
    private static final int TRAILER = 8;

    WholeGzipStream(InputStream in) throws IOException {
        super(in, BUFFER);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read < 0) {
            requireEnd();
        }
        return read;
    }

    private void requireEnd() throws IOException {
        int behind = Math.max(0, inf.getRemaining() - TRAILER);
        while (behind <= SMALLEST && in.read() >= 0) {
            behind++;
        }
        if (behind > SMALLEST) {
            throw new ZipException("something stands behind its end that is no gzip");
        }
        if (behind > 0) {
            throw new EOFException("it ends within the beginning of a member");
        }
    }
}
