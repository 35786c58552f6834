package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerFold;
import io.candlelake.benchmarks.peer.PeerTrade;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The incremental aggregate of a window. */
final class FoldTrades implements AggregateFunction<PeerTrade, PeerFold, PeerFold> {
    private static final long serialVersionUID = 1;

    @Override
    public PeerFold createAccumulator() {
        return new PeerFold();
    }

    @Override
    public PeerFold add(PeerTrade trade, PeerFold fold) {
        return fold.add(trade);
    }

    @Override
    public PeerFold getResult(PeerFold fold) {
        return fold;
    }

    @Override
    public PeerFold merge(PeerFold one, PeerFold other) {
        throw new UnsupportedOperationException("tumbling windows do not merge");
    }
}
