package io.candlelake.domain;

import java.util.Optional;

/**
 * Something that was not taken, and why: {@code INVALID_PRICE, "price is NaN", the frame's bytes}.
 *
 * @param reason why
 * @param detail one line for a person
 * @param payload the frame's bytes, cut only for {@link RejectReason#FRAME_TOO_LARGE}
 * @param feed where the frame came from
 * @param productId where it could be read
 * @param receivedAt when the frame was received
 * @param raw where the frame stands in raw_messages
 */
public record Reject(
        RejectReason reason,
        String detail,
        byte[] payload,
        Feed feed,
        Optional<ProductId> productId,
        Timestamp receivedAt,
        RawPosition raw) {}
