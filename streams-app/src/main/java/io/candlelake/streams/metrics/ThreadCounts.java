package io.candlelake.streams.metrics;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one stream thread did: {@code counts.trade()}. Only that thread calls the public methods; anybody may read.
 *
 * <p>What is processed again, for its transaction did not come about, is counted again.
 */
public final class ThreadCounts {
    final Count frames = new Count();
    final Count trades = new Count();
    final Count duplicates = new Count();
    final Count ticks = new Count();
    final Count liveCandles = new Count();
    final Count spotPrices = new Count();
    final CountsBy<RejectReason> rejects = new CountsBy<>(RejectReason.class);
    final CountsBy<GapStatus> gaps = new CountsBy<>(GapStatus.class);
    final CountsBy<Interval> revisions = new CountsBy<>(Interval.class);
    private final Map<Interval, CountsBy<CandleReason>> candles = new EnumMap<>(Interval.class);

    private final StreamsCounts all;
    private long rejected;

    ThreadCounts(StreamsCounts all) {
        this.all = all;
        for (Interval interval : Interval.values()) {
            candles.put(interval, new CountsBy<>(CandleReason.class));
        }
    }

    CountsBy<CandleReason> candles(Interval interval) {
        return Objects.requireNonNull(candles.get(interval));
    }

    /** A record of raw_messages was read. */
    public void frame() {
        frames.increment();
    }

    /** A valid trade was read, new or not. */
    public void trade() {
        trades.increment();
    }

    /** It had been seen before, and agrees with what was seen. */
    public void duplicate() {
        duplicates.increment();
    }

    public void tick() {
        ticks.increment();
    }

    public void candle(Candle candle) {
        candles(candle.interval()).of(candle.reason()).increment();
        if (candle.revision() > 1) {
            revisions.of(candle.interval()).increment();
        }
    }

    public void liveCandle() {
        liveCandles.increment();
    }

    public void reject(RejectReason reason) {
        rejected++;
        rejects.of(reason).increment();
    }

    public void gap(GapStatus status) {
        gaps.of(status).increment();
    }

    public void spotPrice() {
        spotPrices.increment();
    }

    /** Alerts are rare, and their rules come from configuration. */
    public void alert(String rule) {
        all.alert(rule);
    }

    /** All rejects so far, whatever their reason. */
    public long rejected() {
        return rejected;
    }
}
