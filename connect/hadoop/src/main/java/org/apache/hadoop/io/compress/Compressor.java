package org.apache.hadoop.io.compress;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** Compresses blocks; holds memory, so it is used again. */
public interface Compressor {
    /** What to compress next. */
    void setInput(byte[] bytes, int offset, int length);

    /** Whether all that was set is taken. */
    boolean needsInput();

    /** Words that both sides know. */
    void setDictionary(byte[] bytes, int offset, int length);

    /** Uncompressed bytes so far. */
    long getBytesRead();

    /** Compressed bytes so far. */
    long getBytesWritten();

    /** Nothing more will be set. */
    void finish();

    /** Whether all that was compressed has been given out. */
    boolean finished();

    /** Gives out compressed bytes; how many. */
    int compress(byte[] bytes, int offset, int length) throws IOException;

    /** As new. */
    void reset();

    /** Gives its memory back. */
    void end();

    /** As new, with these settings. */
    void reinit(Configuration configuration);
}
