package org.apache.hadoop.io.compress;

import java.io.IOException;
import java.io.InputStream;

/** Gives out decompressed what another stream holds compressed. */
public abstract class CompressionInputStream extends InputStream {
    /** Where the compressed bytes come from. */
    protected final InputStream in;

    /** Closed together with this. Throws nothing itself; streams that extend it may count on the clause. */
    protected CompressionInputStream(InputStream in) throws IOException {
        this.in = in;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;

    /** As new, for what follows in the same stream. */
    public abstract void resetState() throws IOException;

    @Override
    public void close() throws IOException {
        in.close();
    }
}
