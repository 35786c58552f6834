package io.candlelake.domain;

import java.util.Optional;

/**
 * A range of a product's trade ids that were not seen: {@code BTC-USD 1052119290 to 1052119301, OPEN, RECONNECT}.
 *
 * <p>A gap that closes is a second row. Where only some of its trades came, a row for each part says which.
 *
 * @param productId the market
 * @param firstMissingId the first id of the range, positive
 * @param lastMissingId the last id of the range, not before the first
 * @param status what became of it
 * @param cause what showed it
 * @param detectedAt when it was noticed
 * @param resolvedAt when it was closed; absent while it is open
 */
public record Gap(
        ProductId productId,
        long firstMissingId,
        long lastMissingId,
        GapStatus status,
        GapCause cause,
        Timestamp detectedAt,
        Optional<Timestamp> resolvedAt) {
    public Gap {
        if (firstMissingId < 1 || lastMissingId < firstMissingId) {
            throw new IllegalArgumentException("no range of trade ids: " + firstMissingId + " to " + lastMissingId);
        }
    }
}
