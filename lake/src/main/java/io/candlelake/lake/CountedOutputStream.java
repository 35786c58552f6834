package io.candlelake.lake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.iceberg.io.PositionOutputStream;

/** Knows how many bytes went through, as Parquet's footer needs. */
final class CountedOutputStream extends PositionOutputStream {
    private final OutputStream file;
    private long position;

    CountedOutputStream(OutputStream file) {
        this.file = new BufferedOutputStream(file, 64 * 1024);
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
        file.close();
    }
}
