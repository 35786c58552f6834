package io.candlelake.producer.gap;

import io.candlelake.domain.ProductId;

/**
 * A question to REST: {@code BTC-USD, trades 7 to 9}, for which {@link #path} is {@code /products/BTC-USD/trades?limit=5&after=11}: from the trade above
 * to the trade below, for only a page that has both says that what lies between and is not there does not exist.
 *
 * @param productId the market
 * @param first the first trade wanted; 0 when the newest is asked for, whichever it is
 * @param last the last trade wanted
 * @param after only older trades than this; 0 for the newest
 * @param limit so many trades at most, up to 1000
 */
public record Ask(ProductId productId, long first, long last, long after, int limit) {
    /** For the newest trade. */
    static Ask newest(ProductId product) {
        return new Ask(product, 0, 0, 0, 1);
    }

    boolean isForNewest() {
        return after == 0;
    }

    /** Of Coinbase Exchange's REST API. */
    String path() {
        return "/products/" + productId + "/trades?limit=" + limit + (isForNewest() ? "" : "&after=" + after);
    }
}
