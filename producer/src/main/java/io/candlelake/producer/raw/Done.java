package io.candlelake.producer.raw;

import io.candlelake.producer.gap.TradeIds;
import io.candlelake.producer.progress.DoneTrades;

/** What of a product is done once Kafka has the record: {@code trades 7 to 9}. */
sealed interface Done {
    /** Nothing: a record without trades. */
    Done NOTHING = new Range(1, 0);

    /** Adds it to what is done. */
    void addTo(DoneTrades done);

    /** The trades of a frame; nearly always one, or some without a break. */
    static Done of(TradeIds ids) {
        if (ids.isEmpty()) {
            return NOTHING;
        }
        boolean unbroken = ids.last() - ids.first() == ids.size() - 1;
        return unbroken ? new Range(ids.first(), ids.last()) : new Single(ids.toArray());
    }

    /** Nothing when first is after last. */
    record Range(long first, long last) implements Done {
        @Override
        public void addTo(DoneTrades done) {
            if (first == last) {
                done.add(first);
            } else if (first < last) {
                done.addAll(first, last);
            }
        }
    }

    /** One by one. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Single(long[] ids) implements Done {
        @Override
        public void addTo(DoneTrades done) {
            for (long id : ids) {
                done.add(id);
            }
        }
    }
}
