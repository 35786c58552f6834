package io.candlelake.producer.gap;

import io.candlelake.domain.LongRanges;

/**
 * Trades that a feed gave, too far from the known ones to be believed: {@code 9000000}. Written they are; if they were real and are forgotten here, they are fetched again.
 * Not thread-safe.
 */
final class Doubts {
    private static final int MOST_RANGES = 1_000;

    private LongRanges ids = new LongRanges();
    private boolean standing;

    /** True while something was said that only REST can confirm. */
    boolean isStanding() {
        return standing;
    }

    /** An id was named that is not here, by a heartbeat. */
    void raise() {
        standing = true;
    }

    void add(long id) {
        standing = true;
        if (ids.count() >= MOST_RANGES) {
            ids = new LongRanges();
        }
        ids.add(id);
    }

    LongRanges ids() {
        return ids;
    }

    /** Takes them out; the doubt itself stays until it is confirmed or forgotten. */
    LongRanges take() {
        LongRanges taken = ids;
        ids = new LongRanges();
        return taken;
    }

    /** REST's newest page was taken: what is still above the newest trade stays in doubt. */
    void confirm(long newest) {
        LongRanges all = take();
        for (int i = 0; i < all.count(); i++) {
            if (all.first(i) > newest) {
                ids.addAll(all.first(i), all.last(i));
            }
        }
        standing = !ids.isEmpty();
    }

    void forget() {
        ids = new LongRanges();
        standing = false;
    }
}
