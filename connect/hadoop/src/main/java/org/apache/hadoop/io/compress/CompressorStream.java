package org.apache.hadoop.io.compress;

import java.io.IOException;
import java.io.OutputStream;

/** Compresses by a {@link Compressor}. */
public class CompressorStream extends CompressionOutputStream {
    /** Does the work. */
    protected Compressor compressor;

    /** Compressed bytes on their way. */
    protected byte[] buffer;

    /** Nothing is written any more. */
    protected boolean closed;

    /** With a buffer of that many bytes. */
    public CompressorStream(OutputStream out, Compressor compressor, int bufferSize) {
        super(out);
        this.compressor = compressor;
        this.buffer = new byte[bufferSize];
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        compressor.setInput(bytes, offset, length);
        while (!compressor.needsInput()) {
            compress();
        }
    }

    /** One buffer further. */
    protected void compress() throws IOException {
        int length = compressor.compress(buffer, 0, buffer.length);
        if (length > 0) {
            out.write(buffer, 0, length);
        }
    }

    @Override
    public void finish() throws IOException {
        if (!compressor.finished()) {
            compressor.finish();
            while (!compressor.finished()) {
                compress();
            }
        }
    }

    @Override
    public void resetState() {
        compressor.reset();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            super.close();
        }
    }
}
