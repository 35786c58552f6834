package io.candlelake.streams.quality;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.domain.Candle;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;

/** All checks, told of what happens to a product. What each remembers is in its {@link ProductQuality}. */
public final class QualityChecks {
    /** Stands in the rows of {@code alerts} for what names no product. */
    public static final ProductId NO_PRODUCT = ProductId.of("NO-PRODUCT");

    private final PriceChecks prices;
    private final StaleCheck stale;
    private final CompletenessChecks completeness;
    private final RejectRate rejects;

    public QualityChecks(QualitySettings settings, AlertOutput output) {
        this.prices = new PriceChecks(settings, output);
        this.stale = new StaleCheck(settings.staleMicros(), output);
        this.completeness = new CompletenessChecks(settings.completeness(), output);
        this.rejects = new RejectRate(settings.rejectsPerMinute(), output);
    }

    /** A trade that was seen for the first time. */
    public void trade(ProductQuality product, FlatTrade trade) {
        if (prices.isWatched(trade.productId())) {
            product.add(trade);
        }
    }

    /**
     * The product's own time has come so far that seconds which ended by then get no more trades, but late ones.
     *
     * @param upTo microseconds since the epoch
     */
    public void passed(ProductId productId, ProductQuality product, long upTo) {
        if (product.isDue(upTo)) {
            prices.judge(productId, product, upTo);
        } else if (upTo > product.judgedTo) {
            product.judgedTo = upTo;
        }
    }

    /** A frame with trades or a heartbeat was received. */
    public void heard(ProductId productId, ProductQuality product, long receivedAt, boolean isReplay) {
        stale.heard(productId, product, receivedAt, isReplay);
    }

    /** Whether {@link #fellSilent} is to be called, as nothing was heard for too long by now. */
    public boolean isSilent(ProductQuality product, long now) {
        return stale.isStale(product, now);
    }

    /** Nothing was heard for too long; nor does the last second wait any more. */
    public void fellSilent(ProductId productId, ProductQuality product) {
        if (!product.open.isEmpty()) {
            prices.judge(productId, product, product.open.lastKey() + Second.MICROS);
        }
        stale.tell(productId, product);
    }

    /** The first revision of a 1m candle, of a minute that the product was followed through. */
    public void closed(ProductQuality product, Candle minute) {
        completeness.closed(product, minute);
    }

    /** The end of a replay. */
    public void replayEnd(ProductId productId, ProductQuality product) {
        if (!product.open.isEmpty()) {
            prices.judge(productId, product, product.open.lastKey() + Second.MICROS);
        }
        product.forgetPrices();
    }

    /**
     * Something was not taken.
     *
     * @param place whose rejects are counted together where the product is {@link #NO_PRODUCT}, else empty
     */
    public void rejected(
            ProductId productId, ProductQuality product, RejectReason reason, long receivedAt, String place) {
        rejects.rejected(productId, product, reason, receivedAt, place);
    }
}
