package io.candlelake.streams.quality;

import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;

/**
 * Rejects of a product above a rate, by the minute of their receipt. Told once when they are too many, and again only after a minute
 * in which they were not.
 */
final class RejectRate {
    private static final String RULE = "rejects";
    private static final long MINUTE = Interval.ONE_MINUTE.micros();

    private final long perMinute;
    private final AlertOutput output;

    RejectRate(long perMinute, AlertOutput output) {
        this.perMinute = perMinute;
        this.output = output;
    }

    /** @param place whose rejects these are, where the product does not say it all */
    void rejected(ProductId productId, ProductQuality product, RejectReason reason, long receivedAt, String place) {
        long minute = Math.floorDiv(receivedAt, MINUTE);
        if (minute > product.rejectMinute) {
            // The minute that ends was not above the rate, or there was one between without any.
            product.hasManyRejects &= product.rejectCount > perMinute && minute == product.rejectMinute + 1;
            product.rejectMinute = minute;
            product.rejectCount = 0;
        }
        product.rejectCount++;
        if (product.rejectCount > perMinute && !product.hasManyRejects) {
            product.hasManyRejects = true;
            Timestamp start = new Timestamp(product.rejectMinute * MINUTE);
            output.alert(AlertKind.REJECT_RATE.of(
                    RULE,
                    productId,
                    new Timestamp(receivedAt),
                    start + place,
                    BigDecimal.valueOf(product.rejectCount),
                    BigDecimal.valueOf(perMinute),
                    product.rejectCount + " rejects" + place + " in the minute from " + start + ", the last "
                            + reason));
        }
    }
}
