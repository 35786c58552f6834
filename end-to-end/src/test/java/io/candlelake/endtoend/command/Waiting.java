package io.candlelake.endtoend.command;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls with a deadline. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 200;

    private Waiting() {}

    /** Returns how long it took; throws with what was missed when the time is over. */
    public static Duration until(Duration patience, Supplier<String> missed, BooleanSupplier reached)
            throws InterruptedException {
        long begun = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new AssertionError("not within " + patience + ": " + missed.get());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
