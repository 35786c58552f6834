package io.candlelake.simulator.market;

import java.util.SplittableRandom;

/**
 * When the takers of one product come: a Hawkes process, in which each of them attracts others soon after, so that
 * they come in clusters with quiet between, as on a real exchange.
 *
 * <p>Drawn by Ogata's thinning. {@code StrictMath}, so that a seed gives the same times on every machine.
 */
final class Arrivals {
    /** How many others a taker attracts, on average; below one, or they would never end. */
    private static final double ATTRACTED = 0.6;

    /** How fast the attraction fades, per second: after a quarter of a second half of it is gone. */
    private static final double FADING = 3.0;

    private static final double MICROS_PER_SECOND = 1e6;

    private final SplittableRandom random;
    private final double background;
    private double attraction;

    /** @param takersPerSecond the mean, the attracted ones included */
    Arrivals(double takersPerSecond, SplittableRandom random) {
        this.random = random;
        this.background = takersPerSecond * (1 - ATTRACTED);
        // As if the market had been open for long: without it, the first seconds were too quiet.
        this.attraction = takersPerSecond * ATTRACTED;
    }

    /** The time of the next taker, at least a microsecond after the given one, in microseconds since the epoch. */
    long after(long epochMicros) {
        double seconds = 0;
        double bound;
        do {
            bound = background + attraction;
            double wait = -StrictMath.log(1 - random.nextDouble()) / bound;
            seconds += wait;
            attraction *= StrictMath.exp(-FADING * wait);
        } while (random.nextDouble() * bound > background + attraction);
        attraction += ATTRACTED * FADING;
        return epochMicros + Math.max(1, (long) (seconds * MICROS_PER_SECOND));
    }
}
