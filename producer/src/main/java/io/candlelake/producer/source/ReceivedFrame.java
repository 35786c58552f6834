package io.candlelake.producer.source;

import io.candlelake.domain.Timestamp;
import java.util.OptionalLong;

/**
 * A frame as it came: 297 bytes of {@code {"type":"match",...}}, received at 2026-07-07T22:58:17.164892Z.
 *
 * @param payload the bytes, nothing added and nothing changed; never modified after
 * @param originalSize in bytes, present only where the frame was over the limit and the payload is its beginning
 * @param receivedAt when its last byte was here, by our clock
 */
public record ReceivedFrame(byte[] payload, OptionalLong originalSize, Timestamp receivedAt) {

    /** True where the payload is only the frame's beginning. */
    public boolean isCut() {
        return originalSize.isPresent();
    }
}
