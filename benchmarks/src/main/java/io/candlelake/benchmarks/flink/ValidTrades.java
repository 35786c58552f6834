package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerFrame;
import io.candlelake.benchmarks.peer.PeerTrade;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The trades of valid frames; all others go to a side output. */
final class ValidTrades extends ProcessFunction<PeerFrame, PeerTrade> {
    static final OutputTag<PeerFrame> REJECTED = new Rejected();
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(PeerFrame frame, Context context, Collector<PeerTrade> out) {
        if (frame.isValid()) {
            out.collect(frame.trade);
        } else {
            context.output(REJECTED, frame);
        }
    }

    /** A class of its own, for Flink reads the type from it. */
    private static final class Rejected extends OutputTag<PeerFrame> {
        private static final long serialVersionUID = 1;

        Rejected() {
            super("rejected");
        }
    }
}
