package io.candlelake.benchmarks.feed;

/**
 * A market and who listens to it: {@code new FeedSettings(2_000, 6, 256)}.
 *
 * @param rate trades a second over all products, on average
 * @param products how many of the simulator's
 * @param heapMegabytes most that the producer's heap gets
 */
record FeedSettings(double rate, int products, int heapMegabytes) {
    FeedSettings withRate(double newRate) {
        return new FeedSettings(newRate, products, heapMegabytes);
    }
}
