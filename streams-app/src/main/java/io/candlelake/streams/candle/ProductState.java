package io.candlelake.streams.candle;

import io.candlelake.domain.CandleFold;
import io.candlelake.domain.Interval;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.SeenTrades;
import io.candlelake.streams.gap.GapLedger;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything that is remembered of one product, apart from its closed candles. Small: it grows with holes in the trade ids
 * and with open windows, not with trades.
 */
public final class ProductState {
    /** No event of this session yet. */
    public static final long NONE = Long.MIN_VALUE;

    private final ProductId productId;
    private final SeenTrades seen;
    private final GapLedger gaps;
    private final Map<Interval, LongRanges> closed;
    private final Map<Interval, NavigableMap<Long, CandleFold>> open = new EnumMap<>(Interval.class);

    /** Event time of the newest trade or heartbeat, microseconds. */
    long watermark = NONE;

    /** Event time of the first event since the start or the last end of a replay: what lies before was never open. */
    long sessionStart = NONE;

    /** The largest trade id that is known to exist, by a trade or by a heartbeat. */
    long newestTradeId;

    /** The watermark at which the next open window closes; kept so that a trade pays one comparison. */
    long nextClose = NONE;

    /** Closed candles whose windows ended before this are forgotten, microseconds. */
    long expiredBefore = NONE;

    /** A product that was never heard of. */
    public ProductState(ProductId productId) {
        this(productId, new SeenTrades(), new GapLedger(), new EnumMap<>(Interval.class));
    }

    private ProductState(ProductId productId, SeenTrades seen, GapLedger gaps, Map<Interval, LongRanges> closed) {
        this.productId = productId;
        this.seen = seen;
        this.gaps = gaps;
        this.closed = closed;
        for (Interval interval : Interval.values()) {
            closed.putIfAbsent(interval, new LongRanges());
            open.put(interval, new TreeMap<>());
        }
    }

    /** A product as it was stored; its open windows are put back with {@link #open}. */
    public static ProductState restored(
            ProductId productId, SeenTrades seen, GapLedger gaps, Map<Interval, LongRanges> closed, Clock clock) {
        ProductState state = new ProductState(productId, seen, gaps, closed);
        state.watermark = clock.watermark();
        state.sessionStart = clock.sessionStart();
        state.newestTradeId = clock.newestTradeId();
        state.nextClose = clock.nextClose();
        state.expiredBefore = clock.expiredBefore();
        return state;
    }

    public ProductId productId() {
        return productId;
    }

    public SeenTrades seen() {
        return seen;
    }

    public GapLedger gaps() {
        return gaps;
    }

    /** Numbers (start divided by length) of the windows that were closed, whether they held trades or not. */
    public LongRanges closed(Interval interval) {
        return Objects.requireNonNull(closed.get(interval));
    }

    /** Folds of the windows that are not final, by start. */
    public NavigableMap<Long, CandleFold> open(Interval interval) {
        return Objects.requireNonNull(open.get(interval));
    }

    public Clock clock() {
        return new Clock(watermark, sessionStart, newestTradeId, nextClose, expiredBefore);
    }

    /**
     * Where the product's time stands.
     *
     * @param watermark event time of the newest trade or heartbeat
     * @param sessionStart event time of the session's first event
     * @param newestTradeId the largest id known to exist
     * @param nextClose watermark at which the next window closes
     * @param expiredBefore end of the newest window whose candle is forgotten
     */
    public record Clock(long watermark, long sessionStart, long newestTradeId, long nextClose, long expiredBefore) {}
}
