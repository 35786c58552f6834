package io.candlelake.domain;

import java.util.Arrays;

/**
 * The trade ids of one product that were seen, as ranges: {@code [825468236..825468330]}.
 *
 * <p>This one small state is the deduplicator (exact, without a time limit), the gap finder and a candle's proof: Coinbase
 * counts trade ids up by one, so an id that is absent between two that are there is a trade that we miss. Each range keeps
 * the times of its two end trades, so that a hole says between which times its trades must lie.
 *
 * <p>It grows with holes, not with trades: a product without a hole is one range. Whoever adds keeps it within
 * {@link #MAX_RANGES} by {@link #forgetLowestHole}.
 */
public final class SeenTrades {
    /** How many ranges are kept: far more than real feeds make, and still a small state (128 KiB). */
    public static final int MAX_RANGES = 4_096;

    private long[] firsts = new long[2];
    private long[] lasts = new long[2];
    private long[] firstTimes = new long[2];
    private long[] lastTimes = new long[2];
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
     * @param firstTime time of the first one's trade, microseconds since the epoch
     * @param lastTime time of the last one's trade
     */
    public record Range(long first, long last, long firstTime, long lastTime) {}

    /** Remembers the id and its trade's time; false when it was seen before. The id after the newest costs one comparison. */
    public boolean add(long tradeId, long epochMicros) {
        int newest = count - 1;
        if (newest >= 0 && tradeId == lasts[newest] + 1) {
            lasts[newest] = tradeId;
            lastTimes[newest] = epochMicros;
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
            lastTimes[below] = joinsAbove ? lastTimes[below + 1] : epochMicros;
            if (joinsAbove) {
                remove(below + 1);
            }
        } else if (joinsAbove) {
            firsts[below + 1] = tradeId;
            firstTimes[below + 1] = epochMicros;
        } else {
            insert(below + 1, new Range(tradeId, tradeId, epochMicros, epochMicros));
        }
        return true;
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
        return new Range(firsts[index], lasts[index], firstTimes[index], lastTimes[index]);
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
        lastTimes[0] = lastTimes[1];
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
            firstTimes = Arrays.copyOf(firstTimes, count * 2);
            lastTimes = Arrays.copyOf(lastTimes, count * 2);
        }
        move(index, index + 1);
        firsts[index] = range.first();
        lasts[index] = range.last();
        firstTimes[index] = range.firstTime();
        lastTimes[index] = range.lastTime();
        count++;
    }

    private void remove(int index) {
        move(index + 1, index);
        count--;
    }

    private void move(int from, int to) {
        System.arraycopy(firsts, from, firsts, to, count - from);
        System.arraycopy(lasts, from, lasts, to, count - from);
        System.arraycopy(firstTimes, from, firstTimes, to, count - from);
        System.arraycopy(lastTimes, from, lastTimes, to, count - from);
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
