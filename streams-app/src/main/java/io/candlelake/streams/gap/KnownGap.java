package io.candlelake.streams.gap;

import io.candlelake.domain.GapCause;
import io.candlelake.domain.Timestamp;

/**
 * A gap that is not yet over: {@code 7 to 9, SKIPPED, open}.
 *
 * @param first first id of the range, which is the gap's identity for ever
 * @param last last id of the range
 * @param cause what showed it
 * @param detectedAt when it was noticed
 * @param closed whether its rows were written; it is kept on while some of its trades, given up, may still come
 */
public record KnownGap(long first, long last, GapCause cause, Timestamp detectedAt, boolean closed) {
    KnownGap close() {
        return new KnownGap(first, last, cause, detectedAt, true);
    }

    KnownGap causedBy(GapCause other) {
        return new KnownGap(first, last, other, detectedAt, closed);
    }

    boolean overlaps(long otherFirst, long otherLast) {
        return first <= otherLast && otherFirst <= last;
    }
}
