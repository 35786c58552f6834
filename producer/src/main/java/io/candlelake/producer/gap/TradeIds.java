package io.candlelake.producer.gap;

import java.util.Arrays;

/** The trade ids of one frame, ascending once sorted; reused from frame to frame, for every trade passes here. Not thread-safe. */
public final class TradeIds {
    private long[] ids = new long[16];
    private int size;

    public void clear() {
        size = 0;
    }

    public void add(long id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    /** Advanced Trade and REST send the newest first. */
    public void sort() {
        if (size > 1) {
            Arrays.sort(ids, 0, size);
        }
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    public long get(int index) {
        return ids[index];
    }

    /** The smallest, once sorted. */
    public long first() {
        return ids[0];
    }

    /** The largest, once sorted. */
    public long last() {
        return ids[size - 1];
    }

    /** A copy of them. */
    public long[] toArray() {
        return Arrays.copyOf(ids, size);
    }
}
