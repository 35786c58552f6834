package io.candlelake.benchmarks.jmh;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a match to its trade, validated. */
@State(Scope.Thread)
public class FrameParsing {
    private static final int COUNT = 4_096;

    private final byte[][] frames = Frames.first(COUNT);
    private final FrameParser parser = new FrameParser();
    private int next;

    @Benchmark
    public Frame parseFrame() {
        next = (next + 1) % COUNT;
        return parser.parse(frames[next]);
    }
}
