package io.candlelake.producer.spot;

import io.candlelake.domain.ProductId;

/** Hears what becomes of the intervals, to count it; from any thread. */
public interface SpotListener {
    /** For whoever does not count. */
    SpotListener NONE = new SpotListener() {
        @Override
        public void fetched(ProductId pair) {
            // Not counted.
        }

        @Override
        public void failed(ProductId pair) {
            // Not counted.
        }

        @Override
        public void missed(ProductId pair, long intervals) {
            // Not counted.
        }
    };

    /** An interval has its price. */
    void fetched(ProductId pair);

    /** A request brought no price; there may be time for another. */
    void failed(ProductId pair);

    /** So many intervals ended without a price. */
    void missed(ProductId pair, long intervals);
}
