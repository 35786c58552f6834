package io.candlelake.domain;

import java.util.Arrays;

/**
 * The trade ids of one product that were seen, as ranges: {@code [825468236..825468330]}.
 *
 * <p>This one small state is the deduplicator (exact, without a time limit), the gap finder and a candle's proof: Coinbase
 * counts trade ids up by one, so an id that is absent between two that are there is a trade that we miss. Each range keeps
 * a time for each of its ends, so that a hole says between which times its trades must lie.
 *
 * <p>It grows with holes, not with trades: a product without a hole is one range. Whoever adds keeps it within
 * {@link #MAX_RANGES} by {@link #forgetLowestHole}.
 */
public final class SeenTrades {
    /** How many ranges are kept: far more than real feeds make, and still a small state (128 KiB). */
    public static final int MAX_RANGES = 4_096;

    private long[] firsts = new long[2];
    private long[] lasts = new long[2];
    private long[] lowerEdges = new long[2];
    private long[] upperEdges = new long[2];
    private int count;
    private long forgottenTo;

    /** None seen. */
    public SeenTrades() {}

    /**
     * As it was stored.
     *
     * @param ranges in ascending order, none touching the next
     * @param forgottenTo as the accessor gives it
     */
    public SeenTrades(Iterable<Range> ranges, long forgottenTo) {
        for (Range range : ranges) {
            insert(count, range);
        }
        this.forgottenTo = forgottenTo;
    }

    /**
     * An unbroken run of ids.
     *
     * @param first its first id
     * @param last its last id
     * @param lowerEdge what is missing below does not lie after this time, microseconds since the epoch
     * @param upperEdge what is missing above does not lie before this time
     */
    public record Range(long first, long last, long lowerEdge, long upperEdge) {}

    /** As {@link #add(long, long, long)}, where nobody will ask for times. */
    public boolean add(long tradeId) {
        return add(tradeId, 0, 0);
    }

    /** As {@link #add(long, long, long)}, of an id of which nothing is known but its trade's time. */
    public boolean add(long tradeId, long epochMicros) {
        return add(tradeId, epochMicros, epochMicros);
    }

    /**
     * Remembers the id; false when it was seen before. The id after the newest costs one comparison.
     *
     * @param epochMicros its trade's time
     * @param lowerEdge the time by which the id below is known to have existed; that of the trade where nothing is known
     */
    public boolean add(long tradeId, long epochMicros, long lowerEdge) {
        int newest = count - 1;
        if (newest >= 0 && tradeId == lasts[newest] + 1) {
            lasts[newest] = tradeId;
            upperEdges[newest] = epochMicros;
            return true;
        }
        int below = indexOf(tradeId);
        if (below >= 0 && tradeId <= lasts[below]) {
            return false;
        }
        boolean joinsBelow = below >= 0 && lasts[below] == tradeId - 1;
        boolean joinsAbove = below + 1 < count && firsts[below + 1] == tradeId + 1;
        if (joinsBelow) {
            lasts[below] = joinsAbove ? lasts[below + 1] : tradeId;
            upperEdges[below] = joinsAbove ? upperEdges[below + 1] : epochMicros;
            if (joinsAbove) {
                remove(below + 1);
            }
        } else if (joinsAbove) {
            firsts[below + 1] = tradeId;
            lowerEdges[below + 1] = lowerEdge;
        } else {
            insert(below + 1, new Range(tradeId, tradeId, lowerEdge, epochMicros));
        }
        return true;
    }

    /** Nothing above the largest id existed at this time. */
    public void confirm(long epochMicros) {
        if (count > 0) {
            upperEdges[count - 1] = Math.max(upperEdges[count - 1], epochMicros);
        }
    }

    /** The upper edge of the ids below an unseen one, or what is given when there are none. */
    public long edgeBelow(long tradeId, long absent) {
        int below = indexOf(tradeId);
        return below < 0 ? absent : upperEdges[below];
    }

    /** The lower edge of the ids above an unseen one, or what is given when there are none. */
    public long edgeAbove(long tradeId, long absent) {
        int above = indexOf(tradeId) + 1;
        return above == count ? absent : lowerEdges[above];
    }

    /**
     * Whether nothing below the seen id can have happened at the time or later: its neighbour was seen, or its edge says so.
     * Trades share microseconds, so an edge at the time itself says nothing.
     */
    public boolean isFirstSince(long tradeId, long epochMicros) {
        int index = indexOf(tradeId);
        return firsts[index] < tradeId || lowerEdges[index] < epochMicros;
    }

    /** Whether nothing above the seen id can have happened before the time: its neighbour was seen, or its edge says so. */
    public boolean isLastUntil(long tradeId, long epochMicros) {
        int index = indexOf(tradeId);
        return lasts[index] > tradeId || upperEdges[index] >= epochMicros;
    }

    /** Whether a missing trade may lie at or after the one time and before the other. */
    public boolean isMissingWithin(long from, long to) {
        for (int i = count - 2; i >= 0; i--) {
            long earliest = Math.min(upperEdges[i], lowerEdges[i + 1]);
            long latest = Math.max(upperEdges[i], lowerEdges[i + 1]);
            if (earliest < to && latest >= from) {
                return true;
            }
        }
        return false;
    }

    public boolean contains(long tradeId) {
        int index = indexOf(tradeId);
        return index >= 0 && tradeId <= lasts[index];
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The smallest id seen, 0 when none was. */
    public long min() {
        return count == 0 ? 0 : firsts[0];
    }

    /** The largest id seen, 0 when none was. */
    public long max() {
        return count == 0 ? 0 : lasts[count - 1];
    }

    /** Up to when nothing above the largest id existed; {@link Long#MIN_VALUE} when no id was seen. */
    public long topEdge() {
        return count == 0 ? Long.MIN_VALUE : upperEdges[count - 1];
    }

    /** How many ids from first to last were not seen. */
    public long missing(long first, long last) {
        if (first > last) {
            return 0;
        }
        long missing = last - first + 1;
        for (int i = Math.max(indexOf(first), 0); i < count && firsts[i] <= last; i++) {
            long overlap = Math.min(lasts[i], last) - Math.max(firsts[i], first) + 1;
            missing -= Math.max(overlap, 0);
        }
        return missing;
    }

    /** The smallest seen id that is not below the one given; {@link Long#MAX_VALUE} when there is none. */
    public long nextSeen(long tradeId) {
        int index = indexOf(tradeId);
        if (index >= 0 && tradeId <= lasts[index]) {
            return tradeId;
        }
        return index + 1 < count ? firsts[index + 1] : Long.MAX_VALUE;
    }

    /** The smallest unseen id that is not below the one given; {@link Long#MAX_VALUE} when there is none. */
    public long nextUnseen(long tradeId) {
        int index = indexOf(tradeId);
        if (index < 0 || tradeId > lasts[index]) {
            return tradeId;
        }
        return lasts[index] == Long.MAX_VALUE ? Long.MAX_VALUE : lasts[index] + 1;
    }

    /** How many ranges there are: one more than holes. */
    public int count() {
        return count;
    }

    /** The range at the index, in ascending order. */
    public Range range(int index) {
        return new Range(firsts[index], lasts[index], lowerEdges[index], upperEdges[index]);
    }

    /** Ids up to this one are all taken for seen, for their holes were too many to remember; 0 when none is. */
    public long forgottenTo() {
        return forgottenTo;
    }

    /** Takes the hole with the smallest ids for seen. Throws {@link IllegalStateException} when there is no hole. */
    public void forgetLowestHole() {
        if (count < 2) {
            throw new IllegalStateException("there is no hole in " + this);
        }
        forgottenTo = firsts[1] - 1;
        lasts[0] = lasts[1];
        upperEdges[0] = upperEdges[1];
        remove(1);
    }

    /** Index of the last range that starts at or before the id; -1 when there is none. */
    private int indexOf(long tradeId) {
        if (count > 0 && firsts[count - 1] <= tradeId) {
            return count - 1;
        }
        int found = Arrays.binarySearch(firsts, 0, count, tradeId);
        return found >= 0 ? found : -found - 2;
    }

    private void insert(int index, Range range) {
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, count * 2);
            lasts = Arrays.copyOf(lasts, count * 2);
            lowerEdges = Arrays.copyOf(lowerEdges, count * 2);
            upperEdges = Arrays.copyOf(upperEdges, count * 2);
        }
        move(index, index + 1);
        firsts[index] = range.first();
        lasts[index] = range.last();
        lowerEdges[index] = range.lowerEdge();
        upperEdges[index] = range.upperEdge();
        count++;
    }

    private void remove(int index) {
        move(index + 1, index);
        count--;
    }

    private void move(int from, int to) {
        System.arraycopy(firsts, from, firsts, to, count - from);
        System.arraycopy(lasts, from, lasts, to, count - from);
        System.arraycopy(lowerEdges, from, lowerEdges, to, count - from);
        System.arraycopy(upperEdges, from, upperEdges, to, count - from);
    }

    /** {@code [1..5, 9..9]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(firsts[i]).append("..").append(lasts[i]);
        }
        return text.append(']').toString();
    }
}
