package io.candlelake.streams.expected;

import java.util.List;

/** One frame's word about one product. */
public sealed interface Told {
    /**
     * Valid trades, in the frame's order.
     *
     * @param isFetched asked for, to repair a gap
     */
    record Trades(List<Trade> trades, boolean isFetched) implements Told {}

    /**
     * At this time the newest trade was this; 0 where that is not said.
     *
     * @param micros since the epoch
     */
    record Heartbeat(long micros, long newestId) implements Told {}

    /**
     * The producer's word of a gap.
     *
     * @param isGivenUp whether its trades will not come
     * @param receivedAt microseconds since the epoch
     */
    record Report(long first, long last, boolean isGivenUp, String cause, long receivedAt) implements Told {}
}
