package io.candlelake.producer.gap;

import io.candlelake.domain.LongRanges;

/**
 * Where an earlier process left a product: {@code wanted from 7 on, done [7..1000, 1003..1010]}.
 *
 * @param from no trade before this one is wanted
 * @param done the trades that are durably written, or given up; what lies between them is still missing
 */
public record Resumed(long from, LongRanges done) {
    public Resumed {
        if (from < 1) {
            throw new IllegalArgumentException("no trade id: " + from);
        }
    }

    /** A copy that can be added to. */
    public LongRanges copyOfDone() {
        LongRanges copy = new LongRanges();
        for (int i = 0; i < done.count(); i++) {
            copy.addAll(done.first(i), done.last(i));
        }
        return copy;
    }
}
