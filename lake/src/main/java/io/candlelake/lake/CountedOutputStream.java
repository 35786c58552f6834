package io.candlelake.lake;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.iceberg.io.PositionOutputStream;

/** Knows how many bytes went through, as Parquet's footer needs, and publishes the file when it is closed. */
final class CountedOutputStream extends PositionOutputStream {
    private final OutputStream file;
    private final Closeable publication;
    private boolean closed;
    private long position;

    /** The publication runs once, after the last byte is in the file. */
    CountedOutputStream(OutputStream file, Closeable publication) {
        this.file = new BufferedOutputStream(file, 64 * 1024);
        this.publication = publication;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        file.write(value);
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
        position += length;
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            file.close();
            publication.close();
        }
    }
}
