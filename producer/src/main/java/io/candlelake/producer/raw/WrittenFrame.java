package io.candlelake.producer.raw;

import io.candlelake.contract.frame.Frame;
import io.candlelake.domain.ProductId;
import java.util.Set;

/**
 * What became of a frame: {@code a match, written once, for BTC-USD}.
 *
 * @param frame what it is; of one that was cut, what its beginning looks like
 * @param cut true where it was over the limit
 * @param products the keys it was written under; none means one record without a key
 */
public record WrittenFrame(Frame frame, boolean cut, Set<ProductId> products) {

    /** How many records it became: at least one. */
    public int records() {
        return Math.max(1, products.size());
    }
}
