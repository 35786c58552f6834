package io.candlelake.streams.gap;

import io.candlelake.domain.GapStatus;
import io.candlelake.domain.Timestamp;
import java.util.Optional;

/** Where rows of gaps go. */
public interface GapOutput {
    /**
     * A gap was noticed, or a part of it has come to an end.
     *
     * @param gap the gap
     * @param first first id of the part
     * @param last last id of the part
     * @param status what became of the part
     * @param resolvedAt absent while it is open
     */
    void gap(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt);
}
