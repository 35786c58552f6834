package io.candlelake.streams.quality;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.domain.Interval;
import io.candlelake.domain.LongRanges;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of one product so that each thing is told once: some 300 bytes, and its last prices. */
public final class ProductQuality {
    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    private final LongRanges closedMinutes;

    /** Seconds that are not judged yet, by start. */
    final NavigableMap<Long, Second> open = new TreeMap<>();

    /** What ended by then is judged, and a trade of it comes too late to be; microseconds. */
    long judgedTo = NONE;

    final PriceWindow window = new PriceWindow();
    final Alarm spike = new Alarm();
    final Alarm drop = new Alarm();

    /** By the name of the price rule. */
    final Map<String, Crossing> crossings = new HashMap<>();

    /** When the newest live frame was received; none for a product whose newest frame was a replayed one. */
    long heardAt = NONE;

    /** Whether it was told that nothing was heard since. */
    boolean isStale;

    final Run gaps = new Run();
    final Run incomplete = new Run();
    final Run missing = new Run();

    /** The minute of receipt that rejects are counted in, and how many they are. */
    long rejectMinute = NONE;

    long rejectCount;
    boolean hasManyRejects;

    // Not stored: the second that the newest trades fall into, so that a trade pays no look-up; and when the first
    // ends.
    private @Nullable Second current;
    private long currentStart = Long.MAX_VALUE;
    private long firstEnd = Long.MAX_VALUE;

    /** Whether the crossings are those of today's rules alone. */
    boolean hasOnlyKnownRules;

    /**
     * Nothing yet.
     *
     * @param closedMinutes numbers of the minutes whose candles are final, kept up by their owner: what comes for one of them is
     *     of the past, whenever that was
     */
    public ProductQuality(LongRanges closedMinutes) {
        this.closedMinutes = closedMinutes;
    }

    void add(FlatTrade trade) {
        long time = trade.epochMicros();
        // The difference is negative for a time before the second, and for no second.
        if (current != null && time >= currentStart && time - currentStart < Second.MICROS) {
            current.add(trade);
        } else {
            addToAnother(trade, time - Math.floorMod(time, Second.MICROS));
        }
    }

    private void addToAnother(FlatTrade trade, long start) {
        if (start + Second.MICROS <= judgedTo
                || closedMinutes.contains(Math.floorDiv(start, Interval.ONE_MINUTE.micros()))) {
            return;
        }
        Second second = open.get(start);
        if (second == null) {
            second = new Second(trade);
            putBack(start, second);
        } else {
            second.add(trade);
        }
        current = second;
        currentStart = start;
    }

    /** Also for one that was stored. */
    void putBack(long start, Second second) {
        open.put(start, second);
        firstEnd = Math.min(firstEnd, start + Second.MICROS);
    }

    /** Whether a second waits for no more than that time. */
    boolean isDue(long upTo) {
        return firstEnd <= upTo;
    }

    /** What ended by then is judged. */
    void judged(long upTo) {
        judgedTo = Math.max(judgedTo, upTo);
        current = null;
        currentStart = Long.MAX_VALUE;
        firstEnd = open.isEmpty() ? Long.MAX_VALUE : open.firstKey() + Second.MICROS;
    }

    /** The end of a replay: prices begin anew, at whatever time the next event is. */
    void forgetPrices() {
        open.clear();
        window.clear();
        spike.clear();
        drop.clear();
        crossings.clear();
        gaps.count = 0;
        incomplete.count = 0;
        missing.count = 0;
        judged(NONE);
        judgedTo = NONE;
    }
}
