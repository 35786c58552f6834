package io.candlelake.streams.simulation;

import io.candlelake.streams.expected.Told;
import java.util.List;
import java.util.Optional;

/**
 * One record of raw_messages, and what it says.
 *
 * @param product its key
 * @param feed a header: exchange, advanced, rest
 * @param channel a header, of REST's frames
 * @param receivedAt a header, microseconds since the epoch
 * @param told empty when it says nothing that counts
 * @param rejects reasons for which it, or a part of it, must be rejected
 */
record Input(
        String product,
        String feed,
        Optional<String> channel,
        String payload,
        long receivedAt,
        Optional<Told> told,
        List<String> rejects) {
    static Input of(String product, String payload, long receivedAt, Told told) {
        return new Input(product, "exchange", Optional.empty(), payload, receivedAt, Optional.of(told), List.of());
    }

    static Input rejected(String product, String payload, long receivedAt, String reason) {
        return new Input(product, "exchange", Optional.empty(), payload, receivedAt, Optional.empty(), List.of(reason));
    }

    /** The same as a frame of another feed. */
    Input from(String otherFeed, String otherChannel) {
        return new Input(product, otherFeed, Optional.of(otherChannel), payload, receivedAt, told, rejects);
    }
}
