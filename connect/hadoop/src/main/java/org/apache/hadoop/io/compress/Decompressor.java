package org.apache.hadoop.io.compress;

import java.io.IOException;

/** The way back from a {@link Compressor}; holds memory, so it is used again. */
public interface Decompressor {
    /** What to decompress next. */
    void setInput(byte[] bytes, int offset, int length);

    /** Whether all that was set is taken. */
    boolean needsInput();

    /** Words that both sides know. */
    void setDictionary(byte[] bytes, int offset, int length);

    /** Whether it cannot go on without. */
    boolean needsDictionary();

    /** Whether the end of what was compressed is reached. */
    boolean finished();

    /** Gives out decompressed bytes; how many. */
    int decompress(byte[] bytes, int offset, int length) throws IOException;

    /** Compressed bytes that are set and not taken. */
    int getRemaining();

    /** As new. */
    void reset();

    /** Gives its memory back. */
    void end();
}
