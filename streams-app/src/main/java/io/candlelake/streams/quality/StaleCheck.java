package io.candlelake.streams.quality;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;

/**
 * A product of which neither a trade nor a heartbeat is received for a set time. It is told once for each such silence: by the clock
 * while it lasts, or when it ends where the clock had no occasion, so that it depends on the receipts alone whether it is told.
 */
final class StaleCheck {
    private static final String RULE = "stale";
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final long staleMicros;
    private final AlertOutput output;

    StaleCheck(long staleMicros, AlertOutput output) {
        this.staleMicros = staleMicros;
        this.output = output;
    }

    /** A trade or a heartbeat was received. A replay is not live: nobody expects more of it. */
    void heard(ProductId productId, ProductQuality product, long receivedAt, boolean isReplay) {
        if (isReplay) {
            product.heardAt = ProductQuality.NONE;
            product.isStale = false;
        } else if (product.heardAt == ProductQuality.NONE || receivedAt > product.heardAt) {
            if (isStale(product, receivedAt)) {
                tell(productId, product);
            }
            product.heardAt = receivedAt;
            product.isStale = false;
        }
    }

    /** Whether that is news. */
    boolean isStale(ProductQuality product, long now) {
        return product.heardAt != ProductQuality.NONE && !product.isStale && now - product.heardAt >= staleMicros;
    }

    /** Dated when it became so, by the clock of the receipts. */
    void tell(ProductId productId, ProductQuality product) {
        product.isStale = true;
        Timestamp since = new Timestamp(product.heardAt);
        BigDecimal seconds = BigDecimal.valueOf(staleMicros / MICROS_PER_SECOND);
        output.alert(AlertKind.STALE.of(
                RULE,
                productId,
                since.plusMicros(staleMicros),
                since.toString(),
                seconds,
                seconds,
                "no trade and no heartbeat for " + seconds + " s, since " + since));
    }
}
