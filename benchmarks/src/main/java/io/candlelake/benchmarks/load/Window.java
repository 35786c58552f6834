package io.candlelake.benchmarks.load;

/**
 * Which candle: {@code BTC-USD 1m 1783465080000000}.
 *
 * @param product the market
 * @param interval its label
 * @param openMicros start, since the epoch
 */
public record Window(String product, String interval, long openMicros) {}
