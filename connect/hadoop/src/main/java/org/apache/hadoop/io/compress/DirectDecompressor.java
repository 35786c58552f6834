package org.apache.hadoop.io.compress;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Decompresses from memory to memory. */
public interface DirectDecompressor {
    /** All of it at once. */
    void decompress(ByteBuffer from, ByteBuffer to) throws IOException;
}
