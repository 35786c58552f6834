package io.candlelake.streams.topology;

import io.candlelake.streams.candle.CandleSettings;

/**
 * What the topology does with the events.
 *
 * @param candles when a candle is final, and for how long it can be revised
 * @param futureBoundMicros how far a time may be after the frame's receipt, for clocks differ; default 60 s
 */
public record TopologySettings(CandleSettings candles, long futureBoundMicros) {
    public static final TopologySettings DEFAULT = new TopologySettings(CandleSettings.DEFAULT, 60_000_000L);
}
