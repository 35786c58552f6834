package org.apache.hadoop.io.compress;

import java.io.IOException;
import java.io.OutputStream;

/** Compresses what is written to it. */
public abstract class CompressionOutputStream extends OutputStream {
    /** Where the compressed bytes go. */
    protected final OutputStream out;

    /** Closed together with this. */
    protected CompressionOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length) throws IOException;

    /** Writes what is left, and leaves the stream behind it open. */
    public abstract void finish() throws IOException;

    /** As new, for the same stream. */
    public abstract void resetState() throws IOException;

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (OutputStream behind = out) {
            finish();
            behind.flush();
        }
    }
}
