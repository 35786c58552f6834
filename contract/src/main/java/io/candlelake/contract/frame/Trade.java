package io.candlelake.contract.frame;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A trade as a frame tells it, every field valid: {@code BTC-USD 1052119289, 0.2 at 63514.6}.
 *
 * @param productId the market
 * @param tradeId positive
 * @param price positive, at most 20 digits before and 18 after the point
 * @param size the same bounds
 * @param takerSide the opposite of what the frame says, for Coinbase names the maker's
 * @param time the exchange's time, cut to microseconds
 * @param sequence of the product; Advanced Trade sends none
 */
public record Trade(
        ProductId productId,
        long tradeId,
        BigDecimal price,
        BigDecimal size,
        TakerSide takerSide,
        Timestamp time,
        OptionalLong sequence) {}
