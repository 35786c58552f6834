package io.candlelake.endtoend.matrix;

import java.time.Duration;
import java.util.Set;

/**
 * One fault of a plan: {@code 7: disk full, 0.8 s after the last recovery, for 5.2 s}.
 *
 * @param number from 1
 * @param pause from the last recovery to this
 * @param length of what lasts; of what dies, until it is started again, or until its late commit arrives
 * @param worker which of two, as far as both are there
 * @param victims of {@link Kind#SEVERAL_KILLED}
 */
record Disturbance(int number, Kind kind, Duration pause, Duration length, int worker, Set<Victim> victims) {
    /** Who can be killed. */
    enum Victim {
        WORKER,
        BROKER,
        STREAMS_APP,
        PRODUCER
    }

    /** For a person, before anything happens. */
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%3d %-22s after %4.1f s, %5.1f s, worker %d%s",
                number,
                kind.label(),
                pause.toMillis() / 1e3,
                length.toMillis() / 1e3,
                worker,
                victims.isEmpty() ? "" : " " + victims);
    }
}
