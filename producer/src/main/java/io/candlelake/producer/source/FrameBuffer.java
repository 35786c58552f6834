package io.candlelake.producer.source;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.Timestamp;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Joins the pieces of a frame: {@code append(first); append(second); take(now)}.
 *
 * <p>However large the frame, no more than the limit is held: of a larger one, {@link #take} gives the beginning and the
 * true size. Not thread-safe.
 */
public final class FrameBuffer {
    private static final int SMALL = 64 * 1024;

    private final int limit;
    private byte[] bytes = new byte[SMALL];
    private long size;
    private byte last;

    /** For frames, up to the one limit. */
    public FrameBuffer() {
        this(FrameLimit.MAX_BYTES);
    }

    /**
     * For what may be larger than the frame in it.
     *
     * @param limit in bytes, of what is kept whole
     */
    public FrameBuffer(int limit) {
        this.limit = limit;
    }

    /** Adds the next piece of the frame. */
    public void append(byte[] piece, int from, int length) {
        if (length == 0) {
            return;
        }
        // One above the limit: a line may end in a carriage return, which is no part of the frame.
        int most = limit + 1;
        int kept = (int) Math.min(size, most);
        int more = Math.min(length, most - kept);
        if (kept + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(kept + more, bytes.length * 2)));
        }
        System.arraycopy(piece, from, bytes, kept, more);
        size += length;
        last = piece[from + length - 1];
    }

    /** True when nothing came since the last frame was taken. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The frame, of all pieces since the one before; empties the buffer. */
    public ReceivedFrame take(Timestamp receivedAt) {
        boolean cut = size > limit;
        ReceivedFrame frame = new ReceivedFrame(
                Arrays.copyOf(bytes, cut ? FrameLimit.CUT_BYTES : (int) size),
                cut ? OptionalLong.of(size) : OptionalLong.empty(),
                receivedAt);
        size = 0;
        return frame;
    }

    /** As {@link #take}, of a line whose line feed was found: a carriage return before it is not the frame's. */
    public ReceivedFrame takeLine(Timestamp receivedAt) {
        if (size > 0 && last == '\r') {
            size--;
        }
        return take(receivedAt);
    }
}
