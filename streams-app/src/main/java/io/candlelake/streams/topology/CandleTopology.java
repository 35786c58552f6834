package io.candlelake.streams.topology;

import io.candlelake.contract.topic.Topics;
import io.candlelake.streams.batch.RawBatchDeserializer;
import io.candlelake.streams.metrics.StreamsCounts;
import io.candlelake.streams.state.StateStores;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** The topology: one source, one processor that does it all in one pass, and a sink for each topic. */
public final class CandleTopology {
    static final String TICKS_SINK = "ticks-sink";
    static final String CANDLES_SINK = "candles-sink";
    static final String CANDLES_LIVE_SINK = "candles-live-sink";
    static final String REJECTS_SINK = "rejects-sink";
    static final String GAPS_SINK = "gaps-sink";
    static final String SPOT_PRICES_SINK = "spot-prices-sink";
    static final String ALERTS_SINK = "alerts-sink";
    private static final String SOURCE = "raw-messages-source";
    private static final String PROCESSOR = "fold-trades";

    private CandleTopology() {}

    /** {@code raw_messages → ticks, candles, candles_live, rejects, gaps, spot_prices, alerts}; every operator and store has a name. */
    public static Topology build(TopologySettings settings) {
        return build(settings, new StreamsCounts());
    }

    /** The same, and what it does is counted. */
    public static Topology build(TopologySettings settings, StreamsCounts counts) {
        CommitPace pace = new CommitPace();
        ByteArraySerializer write = new ByteArraySerializer();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        new UsePartitionTimeOnInvalidTimestamp(),
                        new ByteArrayDeserializer(),
                        new RawBatchDeserializer(),
                        Topics.RAW_MESSAGES)
                .addProcessor(PROCESSOR, () -> new RawMessageProcessor(settings, pace, counts), SOURCE)
                .addStateStore(StateStores.products(), PROCESSOR)
                .addStateStore(StateStores.closedCandles(), PROCESSOR)
                .addSink(TICKS_SINK, Topics.TICKS, write, write, PROCESSOR)
                .addSink(CANDLES_SINK, Topics.CANDLES, write, write, PROCESSOR)
                .addSink(CANDLES_LIVE_SINK, Topics.CANDLES_LIVE, write, write, PROCESSOR)
                .addSink(REJECTS_SINK, Topics.REJECTS, write, write, PROCESSOR)
                .addSink(GAPS_SINK, Topics.GAPS, write, write, PROCESSOR)
                .addSink(SPOT_PRICES_SINK, Topics.SPOT_PRICES, write, write, PROCESSOR)
                .addSink(ALERTS_SINK, Topics.ALERTS, write, write, PROCESSOR);
    }
}
