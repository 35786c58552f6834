package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerCandle;
import io.candlelake.benchmarks.peer.PeerFold;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** From the aggregate of a window that has closed to its candle. */
final class MakeCandle extends ProcessWindowFunction<PeerFold, PeerCandle, String, TimeWindow> {
    private static final long serialVersionUID = 1;

    private final String interval;

    MakeCandle(String interval) {
        this.interval = interval;
    }

    @Override
    public void process(String product, Context context, Iterable<PeerFold> folds, Collector<PeerCandle> out) {
        folds.forEach(fold -> out.collect(fold.candle(interval, context.window().getStart())));
    }
}
