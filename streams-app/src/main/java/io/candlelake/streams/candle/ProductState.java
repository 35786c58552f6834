package io.candlelake.streams.candle;

import io.candlelake.domain.Interval;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.SeenTrades;
import io.candlelake.streams.gap.GapLedger;
import io.candlelake.streams.quality.ProductQuality;
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

    /** How many ranges of closed windows are kept; beyond, windows between the oldest count as closed. */
    static final int MAX_CLOSED_RANGES = 4_096;

    private final ProductId productId;
    private final SeenTrades seen;
    private final GapLedger gaps;
    private final TradeContents contents;
    private final ProductQuality quality;
    private final LongRanges heard;
    private final Map<Interval, LongRanges> closed;
    private final Map<Interval, NavigableMap<Long, Window>> open = new EnumMap<>(Interval.class);

    /** Event time of the newest trade or heartbeat, microseconds. */
    long watermark = NONE;

    /** Event time of the first event since the start or the last end of a replay: what lies before was never followed. */
    long sessionStart = NONE;

    /** The largest trade id that is known to exist, by a trade, a heartbeat or a report. */
    long newestTradeId;

    /** By when it was known to exist. */
    long newestNamedAt = NONE;

    /** Every window of the session that ended by then was closed by the product's own time. */
    long sweptTo = NONE;

    /** As {@link #sweptTo}, but by the clock, for nothing was heard of the product. */
    long clockSweptTo = NONE;

    /** Closed candles whose windows ended before this are forgotten, microseconds. */
    long expiredBefore = NONE;

    /** When the newest live frame was received; none for a product whose newest frame was a replayed one. */
    long heardAt = NONE;

    // Not stored: the minute that the newest trades fall into, so that a trade pays no look-up.
    long minuteStart = Long.MAX_VALUE;
    Window minute = new Window();

    /** Whether a window may be open that the sweep has passed already, for a trade came from before the session. */
    boolean hasOldOpen;

    /** Whether an open candle has changed since they were last told; whether it waits to be told; when they were, by the clock. */
    boolean liveChanged;

    boolean liveWaits;
    long liveToldAt = Long.MIN_VALUE / 2;

    private boolean isChanged;

    /** A product that was never heard of. */
    public ProductState(ProductId productId) {
        this(productId, new SeenTrades(), new GapLedger(), new TradeContents(), new EnumMap<>(Interval.class));
    }

    private ProductState(
            ProductId productId,
            SeenTrades seen,
            GapLedger gaps,
            TradeContents contents,
            Map<Interval, LongRanges> closed) {
        this.productId = productId;
        this.seen = seen;
        this.gaps = gaps;
        this.contents = contents;
        this.heard = new LongRanges();
        this.closed = closed;
        for (Interval interval : Interval.values()) {
            closed.putIfAbsent(interval, new LongRanges());
            open.put(interval, new TreeMap<>());
        }
        this.quality = new ProductQuality(closed(Interval.ONE_MINUTE));
    }

    /** A product as it was stored; its open windows and heard minutes are put back with {@link #open} and {@link #heard}. */
    public static ProductState restored(
            ProductId productId,
            SeenTrades seen,
            GapLedger gaps,
            TradeContents contents,
            Map<Interval, LongRanges> closed,
            ProductClock clock) {
        ProductState state = new ProductState(productId, seen, gaps, contents, closed);
        state.watermark = clock.watermark();
        state.sessionStart = clock.sessionStart();
        state.newestTradeId = clock.newestTradeId();
        state.newestNamedAt = clock.newestNamedAt();
        state.sweptTo = clock.sweptTo();
        state.clockSweptTo = clock.clockSweptTo();
        state.expiredBefore = clock.expiredBefore();
        state.heardAt = clock.heardAt();
        state.hasOldOpen = state.watermark != NONE;
        // What was told of its open candles before the restart is not known.
        state.liveChanged = true;
        return state;
    }

    /** It may change from now on. False when that was known. */
    public boolean markChanged() {
        boolean isNews = !isChanged;
        isChanged = true;
        return isNews;
    }

    /** It is stored as it is. */
    public void markStored() {
        isChanged = false;
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

    public TradeContents contents() {
        return contents;
    }

    /** What was told of it, so that nothing is told twice. */
    public ProductQuality quality() {
        return quality;
    }

    /** Event time of the newest trade or heartbeat, microseconds; {@link #NONE} while there is none. */
    public long watermark() {
        return watermark;
    }

    /** Numbers (start divided by length) of the minutes not yet swept that a heartbeat lies in. */
    public LongRanges heard() {
        return heard;
    }

    /** Numbers of the windows that were closed, whether they held trades or not. */
    public LongRanges closed(Interval interval) {
        return Objects.requireNonNull(closed.get(interval));
    }

    /** The windows that are not final, by start. */
    public NavigableMap<Long, Window> open(Interval interval) {
        return Objects.requireNonNull(open.get(interval));
    }

    /** Whether a missing trade may lie at or after the one time and before the other. */
    boolean isMissingWithin(long from, long to) {
        boolean beyondTheNewest = newestTradeId > seen.max()
                && newestNamedAt >= from
                && seen.topEdge() < to
                && !(seen.isEmpty() && gaps.gaps().isEmpty());
        return beyondTheNewest || isMissingBelowTheFirst(from) || seen.isMissingWithin(from, to);
    }

    /** Ids between the first that a heartbeat named and the first that came: they may lie anywhere since the session began. */
    private boolean isMissingBelowTheFirst(long from) {
        return gaps.checkedTo() > 0 && gaps.checkedFrom() < seen.min() && seen.edgeAbove(0, NONE) >= from;
    }

    void markClosed(Interval interval, long number) {
        LongRanges ranges = closed(interval);
        ranges.add(number);
        if (ranges.count() > MAX_CLOSED_RANGES) {
            ranges.addAll(ranges.first(0), ranges.last(1));
        }
    }

    public ProductClock clock() {
        return new ProductClock(
                watermark, sessionStart, newestTradeId, newestNamedAt, sweptTo, clockSweptTo, expiredBefore, heardAt);
    }
}
