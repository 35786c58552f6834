package io.candlelake.benchmarks.jmh;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.domain.CandleFold;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A trade into the fold of its minute; a new minute after every hundred. */
@State(Scope.Thread)
public class Folding {
    private static final int TRADES_PER_MINUTE = 100;

    private final List<FlatTrade> trades =
            Frames.trades(4_096).stream().map(FlatTrade::of).toList();
    private CandleFold fold = new CandleFold();
    private int next;

    @Benchmark
    public CandleFold foldTrade() {
        next = (next + 1) % trades.size();
        if (next % TRADES_PER_MINUTE == 0) {
            fold = new CandleFold();
        }
        FlatTrade trade = trades.get(next);
        fold.add(trade.epochMicros(), trade.tradeId(), trade.price(), trade.size(), trade.takerSide());
        return fold;
    }
}
