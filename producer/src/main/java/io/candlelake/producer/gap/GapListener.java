package io.candlelake.producer.gap;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.ProductId;

/** Hears what becomes of gaps; under the product's lock, so it must not wait. */
public interface GapListener {
    /** Nobody listens. */
    GapListener NONE = new GapListener() {};

    /** A gap was found. */
    default void opened(GapReport report) {}

    /** A gap that an earlier process left open goes on. */
    default void resumed(GapReport report) {}

    /** Nothing of the gap is missing any more, but for what was reported unrepairable. */
    default void closed(GapReport opening) {}

    /** A trade that was missing came, from whatever source. */
    default void filled(ProductId product) {}

    /** A gap, or a part of one, was given up. */
    default void unrepairable(GapReport report) {}
}
