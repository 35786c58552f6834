package io.candlelake.benchmarks.ceiling;

import java.util.function.Consumer;

/** From a frame to about 100 bytes for each of its trades: {@code BTC-USD,1052119289,63514.6,0.2,1783465097164892,...}. */
interface Lines {
    /** Gives nothing when the frame is not valid. */
    void read(byte[] key, byte[] frame, Consumer<byte[]> line);
}
