package io.candlelake.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.benchmarks.load.Message;
import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.PlainFrameParser;
import io.candlelake.domain.ProductId;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a match to its trade, validated: as the streams app does it, and by Jackson alone, its way out. */
@State(Scope.Thread)
public class FrameParsing {
    private static final int COUNT = 4_096;

    private final List<Message> messages = Frames.messages(COUNT);
    private final byte[][] frames = messages.stream().map(Message::frame).toArray(byte[][]::new);
    private final byte[][] keys =
            messages.stream().map(message -> message.product().getBytes(UTF_8)).toArray(byte[][]::new);
    private final List<ProductId> products =
            messages.stream().map(message -> ProductId.of(message.product())).toList();
    private final PlainFrameParser plainParser = new PlainFrameParser();
    private final FrameParser parser = new FrameParser();
    private int next;

    @Benchmark
    public Object parseFrame() {
        next = (next + 1) % COUNT;
        int trades = plainParser.parse(frames[next], keys[next], products.get(next));
        return trades == PlainFrameParser.UNUSUAL ? parser.parse(frames[next]) : plainParser.trade(0);
    }

    @Benchmark
    public Frame parseFrameByJackson() {
        next = (next + 1) % COUNT;
        return parser.parse(frames[next]);
    }
}
