package io.candlelake.streams.topology;

import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.quality.QualitySettings;

/**
 * What the topology does with the events.
 *
 * @param candles when a candle is final, and for how long it can be revised
 * @param futureBoundMicros how far a time may be after the frame's receipt, for clocks differ; default 60 s
 * @param liveUpdatesPerSecond how often at most the open candles of a product are told, 1 to 1,000; default 4
 * @param quality what is worth an alert
 */
public record TopologySettings(
        CandleSettings candles, long futureBoundMicros, int liveUpdatesPerSecond, QualitySettings quality) {
    public static final TopologySettings DEFAULT =
            new TopologySettings(CandleSettings.DEFAULT, 60_000_000L, 4, QualitySettings.DEFAULT);
}
