package io.candlelake.producer.progress;

import io.candlelake.domain.LongRanges;
import java.util.Optional;

/** The trades of one product that Kafka has acknowledged, or that were given up in a report it has. Thread-safe. */
public final class DoneTrades {
    private final LongRanges done;
    private boolean changed = true;

    DoneTrades(LongRanges done) {
        this.done = done;
    }

    /** Adds one. */
    public synchronized void add(long id) {
        if (!isFull() || done.contains(id - 1) || done.contains(id + 1)) {
            changed |= done.add(id);
        }
    }

    /** Adds all from first to last. */
    public synchronized void addAll(long first, long last) {
        if (!isFull() || done.contains(first - 1) || done.contains(last + 1)) {
            done.addAll(first, last);
            changed = true;
        }
    }

    /** So many ranges are never written; to forget the rest costs only to fetch it again. */
    private boolean isFull() {
        return done.count() >= 2 * ProgressCodec.MOST_RANGES;
    }

    /** A copy when something came since the last, else empty. */
    synchronized Optional<LongRanges> takeChange() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        LongRanges copy = new LongRanges();
        for (int i = 0; i < done.count(); i++) {
            copy.addAll(done.first(i), done.last(i));
        }
        return Optional.of(copy);
    }

    /** What was taken could not be noted. */
    synchronized void keepChange() {
        changed = true;
    }
}
