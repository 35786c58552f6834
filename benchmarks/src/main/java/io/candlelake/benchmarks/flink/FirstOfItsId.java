package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerInterval;
import io.candlelake.benchmarks.peer.PeerTrade;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Lets a product's trade pass when its id is not remembered; ids are forgotten by event time, once a minute. */
final class FirstOfItsId extends KeyedProcessFunction<String, PeerTrade, PeerTrade> {
    private static final long serialVersionUID = 1;
    private static final long MINUTE_MILLIS = 60_000;

    private transient MapState<Long, Long> seen;

    @SuppressWarnings("NullAway.Init") // Flink calls open before processElement
    FirstOfItsId() {}

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext().getMapState(new MapStateDescriptor<>("seen-ids", Long.class, Long.class));
    }

    @Override
    public void processElement(PeerTrade trade, Context context, Collector<PeerTrade> out) throws Exception {
        if (!seen.contains(trade.tradeId)) {
            long millis = trade.micros / 1_000;
            seen.put(trade.tradeId, millis);
            // One timer for a minute: a second one of the same time is the same timer.
            context.timerService().registerEventTimeTimer(millis / MINUTE_MILLIS * MINUTE_MILLIS + MINUTE_MILLIS);
            out.collect(trade);
        }
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<PeerTrade> out) throws Exception {
        long forgotten = millis - PeerInterval.MEMORY.toMillis();
        for (Iterator<Map.Entry<Long, Long>> ids = seen.iterator(); ids.hasNext(); ) {
            if (ids.next().getValue() < forgotten) {
                ids.remove();
            }
        }
    }
}
