package io.candlelake.benchmarks.load;

/**
 * A record of raw_messages to be: 295 bytes of {@code {"type":"match",...}}, key BTC-USD.
 *
 * @param product the key
 * @param frame the bytes
 * @param receivedMicros when the producer received it, since the epoch
 */
public record Message(String product, byte[] frame, long receivedMicros) {}
