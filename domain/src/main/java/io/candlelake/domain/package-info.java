/**
 * The vocabulary of the product: products, trades, candles, and the fold that makes a candle of trades.
 *
 * <p>In: plain values. Out: plain values. No Kafka, no JSON, no AWS.
 */
@NullMarked
package io.candlelake.domain;

import org.jspecify.annotations.NullMarked;
