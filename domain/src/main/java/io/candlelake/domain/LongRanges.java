package io.candlelake.domain;

import java.util.Arrays;

/**
 * A set of longs kept as ranges: {@code [1..5, 9..9]}. A set without holes is one range however many numbers it holds.
 *
 * <p>Adding the number after the largest, the usual case, costs two comparisons. Not thread-safe.
 */
public final class LongRanges {
    private long[] firsts;
    private long[] lasts;
    private int count;

    public LongRanges() {
        this(new long[2], new long[2], 0);
    }

    private LongRanges(long[] firsts, long[] lasts, int count) {
        this.firsts = firsts;
        this.lasts = lasts;
        this.count = count;
    }

    /** How many ranges there are. */
    public int count() {
        return count;
    }

    /** The first number of the range at the index, in ascending order. */
    public long first(int index) {
        return firsts[index];
    }

    /** The last number of the range at the index. */
    public long last(int index) {
        return lasts[index];
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The largest number. Throws {@link IllegalStateException} when the set is empty. */
    public long max() {
        if (count == 0) {
            throw new IllegalStateException("the set is empty");
        }
        return lasts[count - 1];
    }

    public boolean contains(long number) {
        int index = indexOf(number);
        return index >= 0 && number <= lasts[index];
    }

    /** Adds the number; false when it was there. */
    public boolean add(long number) {
        if (count > 0 && number == lasts[count - 1] + 1) {
            lasts[count - 1] = number;
            return true;
        }
        if (contains(number)) {
            return false;
        }
        addAll(number, number);
        return true;
    }

    /** Adds every number from first to last. */
    public void addAll(long first, long last) {
        if (first > last) {
            throw new IllegalArgumentException("first " + first + " is after last " + last);
        }
        // The ranges from `from` to `to` (exclusive) overlap or touch the new one and melt into it.
        int from = indexOf(first);
        if (from < 0 || lasts[from] < first - 1) {
            from++;
        }
        int to = from;
        while (to < count && firsts[to] - 1 <= last) {
            to++;
        }
        long newFirst = from < to ? Math.min(first, firsts[from]) : first;
        long newLast = from < to ? Math.max(last, lasts[to - 1]) : last;
        replace(from, to, newFirst, newLast);
    }

    /** Takes the number out; false when it was not there. */
    public boolean remove(long number) {
        int index = indexOf(number);
        if (index < 0 || number > lasts[index]) {
            return false;
        }
        long last = lasts[index];
        if (firsts[index] < number) {
            lasts[index] = number - 1;
        } else {
            System.arraycopy(firsts, index + 1, firsts, index, count - index - 1);
            System.arraycopy(lasts, index + 1, lasts, index, count - index - 1);
            count--;
        }
        if (number < last) {
            addAll(number + 1, last);
        }
        return true;
    }

    /** Takes out every number up to this one. */
    public void removeTo(long last) {
        int whole = 0;
        while (whole < count && lasts[whole] <= last) {
            whole++;
        }
        System.arraycopy(firsts, whole, firsts, 0, count - whole);
        System.arraycopy(lasts, whole, lasts, 0, count - whole);
        count -= whole;
        if (count > 0 && firsts[0] <= last) {
            firsts[0] = last + 1;
        }
    }

    /** Takes out all. */
    public void clear() {
        count = 0;
    }

    /** The smallest number of the set that is not below the one given; {@link Long#MAX_VALUE} when there is none. */
    public long next(long number) {
        int index = indexOf(number);
        if (index >= 0 && number <= lasts[index]) {
            return number;
        }
        return index + 1 < count ? firsts[index + 1] : Long.MAX_VALUE;
    }

    /** The smallest number outside the set that is not below the one given. */
    public long nextAbsent(long number) {
        int index = indexOf(number);
        return index >= 0 && number <= lasts[index] ? lasts[index] + 1 : number;
    }

    /** How many of the numbers from first to last are not in the set. */
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

    /** Index of the last range that starts at or before the number; -1 when there is none. */
    private int indexOf(long number) {
        if (count > 0 && firsts[count - 1] <= number) {
            return count - 1;
        }
        int found = Arrays.binarySearch(firsts, 0, count, number);
        return found >= 0 ? found : -found - 2;
    }

    private void replace(int from, int to, long first, long last) {
        int newCount = count - (to - from) + 1;
        if (newCount > firsts.length) {
            firsts = Arrays.copyOf(firsts, newCount * 2);
            lasts = Arrays.copyOf(lasts, newCount * 2);
        }
        System.arraycopy(firsts, to, firsts, from + 1, count - to);
        System.arraycopy(lasts, to, lasts, from + 1, count - to);
        firsts[from] = first;
        lasts[from] = last;
        count = newCount;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongRanges that
                && count == that.count
                && Arrays.equals(firsts, 0, count, that.firsts, 0, count)
                && Arrays.equals(lasts, 0, count, that.lasts, 0, count);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(Arrays.copyOf(firsts, count)) + Arrays.hashCode(Arrays.copyOf(lasts, count));
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
