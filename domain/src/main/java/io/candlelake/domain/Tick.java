package io.candlelake.domain;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * One trade, valid and seen for the first time: {@code BTC-USD 1052119289, 0.2 at 63514.6, the taker bought}.
 *
 * @param productId the market
 * @param tradeId contiguous per product
 * @param price in the quote currency, positive, at most 20 digits before and 18 after the point
 * @param size in the base currency, the same bounds
 * @param takerSide the opposite of the side that Coinbase sends
 * @param time the exchange's time of the trade
 * @param sequence the product's sequence number, where the feed sends one (Exchange does, Advanced Trade does not)
 * @param feed where its first frame came from
 * @param receivedAt when that frame was received
 * @param raw where that frame stands
 */
public record Tick(
        ProductId productId,
        TradeId tradeId,
        BigDecimal price,
        BigDecimal size,
        TakerSide takerSide,
        Timestamp time,
        OptionalLong sequence,
        Feed feed,
        Timestamp receivedAt,
        RawPosition raw) {}
