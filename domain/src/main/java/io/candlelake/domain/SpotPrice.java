package io.candlelake.domain;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A price as Coinbase's spot endpoint gave it: {@code BTC-USD, 63514.6 USD, 2026-07-07T22:58:17.164892Z}.
 *
 * @param priceId identity of the row; the same whenever the row is made again from the same frame
 * @param productId the pair
 * @param amount positive, the bounds of a trade's price
 * @param currency of the amount: {@code USD}
 * @param fetchedAt when the answer was here
 */
public record SpotPrice(UUID priceId, ProductId productId, BigDecimal amount, String currency, Timestamp fetchedAt) {}
