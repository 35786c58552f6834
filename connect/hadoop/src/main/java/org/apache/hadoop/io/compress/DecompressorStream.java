package org.apache.hadoop.io.compress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses by a {@link Decompressor}. */
public class DecompressorStream extends CompressionInputStream {
    private static final int END = -1;

    /** Does the work. */
    protected Decompressor decompressor;

    /** Compressed bytes on their way. */
    protected byte[] buffer;

    /** Nothing more comes. */
    protected boolean eof;

    /** With a buffer of that many bytes. */
    public DecompressorStream(InputStream in, Decompressor decompressor, int bufferSize) throws IOException {
        super(in);
        this.decompressor = decompressor;
        this.buffer = new byte[bufferSize];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (eof) {
            return END;
        }
        int read = decompress(bytes, offset, length);
        eof = read == END;
        return read;
    }

    /** At least one byte, or −1 at the end. */
    protected int decompress(byte[] bytes, int offset, int length) throws IOException {
        int decompressed = decompressor.decompress(bytes, offset, length);
        while (decompressed == 0) {
            if (decompressor.finished()) {
                return END;
            }
            int compressed = getCompressedData();
            if (compressed == END) {
                throw new EOFException("what was compressed ends too early");
            }
            decompressor.setInput(buffer, 0, compressed);
            decompressed = decompressor.decompress(bytes, offset, length);
        }
        return decompressed;
    }

    /** Fills the buffer; how far. */
    protected int getCompressedData() throws IOException {
        return in.read(buffer, 0, buffer.length);
    }

    @Override
    public void resetState() {
        decompressor.reset();
    }
}
