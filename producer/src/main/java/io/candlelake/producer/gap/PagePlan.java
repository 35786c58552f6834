package io.candlelake.producer.gap;

import io.candlelake.domain.ProductId;

/**
 * Which trades one page is to bring: a hole, from its newest trade down, and the older holes that are due and lie within reach of the same page.
 *
 * @param first the oldest wanted
 * @param last the newest wanted
 * @param above how many trades above that one are asked for with it
 */
record PagePlan(long first, long last, long above) {
    private static final int MOST_TRADES = 1_000;
    private static final long MOST_ABOVE = 500;

    /**
     * Marks the holes as asked.
     *
     * @param newest the newest hole that is due
     */
    static PagePlan from(Hole newest, Holes holes, long now) {
        // Missed before, because the trades right above do not exist either: look for one further up.
        long above = newest.misses == 0 ? 1 : Math.min(1L << Math.min(3 * newest.misses, 10), MOST_ABOVE);
        long floor = newest.last - (MOST_TRADES - 1 - above) + 1;
        long first = Math.max(newest.first, floor);
        for (Hole hole : holes.newestFirst()) {
            if (hole.last < floor) {
                break;
            }
            if (hole.last < newest.first && hole.isDue(now)) {
                first = Math.max(hole.first, floor);
            }
        }
        for (Hole hole : holes.within(first, newest.last)) {
            hole.asked |= hole.isDue(now);
        }
        return new PagePlan(first, newest.last, above);
    }

    /** From the trade above to the trade below. */
    Ask ask(ProductId product) {
        return new Ask(product, first, last, last + above + 1, (int) (last - first + 1 + above + 1));
    }
}
