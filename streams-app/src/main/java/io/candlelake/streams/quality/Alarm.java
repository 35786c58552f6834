package io.candlelake.streams.quality;

/**
 * Whether something is so now, and when it was last told. It is told when it begins, and not again before it has ended, nor within a
 * cool-down. Mutable.
 */
final class Alarm {
    static final long NEVER = Long.MIN_VALUE;

    boolean isOn;
    long toldAt = NEVER;

    /** It is so. True when that is to be told. */
    boolean begin(long time, long cooldownMicros) {
        if (isOn) {
            return false;
        }
        isOn = true;
        // Time goes backwards where a recording of an earlier day follows: that is another time, not a shorter one.
        boolean isCooling = toldAt != NEVER && time >= toldAt && time - toldAt < cooldownMicros;
        if (!isCooling) {
            toldAt = time;
        }
        return !isCooling;
    }

    /** It is not so any more. */
    void end() {
        isOn = false;
    }

    void clear() {
        isOn = false;
        toldAt = NEVER;
    }
}
