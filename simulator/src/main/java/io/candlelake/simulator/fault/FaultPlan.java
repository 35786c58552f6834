package io.candlelake.simulator.fault;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When each fault happens: a function of the seed alone, the same at every asking, so that a seed replays it. Kinds,
 * feeds and products are independent of each other.
 *
 * <p>A rate of 0.001 hits one unit in each thousand, somewhere in it: as often as a coin would, but never not at all.
 */
final class FaultPlan {
    private final long seed;
    private final FaultRates rates;

    FaultPlan(long seed, FaultRates rates) {
        this.seed = seed;
        this.rates = rates;
    }

    /**
     * {@code hit(DROP, "exchange BTC-USD", 1052119289)}.
     *
     * @param stream of what the units are numbered
     * @param number of the unit: a trade id, a second, a request
     */
    Optional<Fault> hit(FaultKind kind, String stream, long number) {
        double rate = rates.of(kind);
        if (rate == 0) {
            return Optional.empty();
        }
        long first = (long) Math.floor(number * rate);
        long last = (long) Math.floor(number * rate + rate);
        for (long block = first; block <= last; block++) {
            SplittableRandom chance = chance(kind, stream, block);
            if ((long) Math.floor((block + chance.nextDouble()) / rate) == number) {
                return Optional.of(fault(kind, chance));
            }
        }
        return Optional.empty();
    }

    /** The one that was asked for; what is not said about it is left to the seed. */
    Fault asked(FaultKind kind, long number) {
        return fault(kind, chance(kind, "asked", number));
    }

    private static Fault fault(FaultKind kind, SplittableRandom chance) {
        return new Fault(kind, kind.seconds(chance.nextDouble()), chance.nextLong());
    }

    private SplittableRandom chance(FaultKind kind, String stream, long block) {
        long mixed = new SplittableRandom(seed ^ kind.name().hashCode()).nextLong();
        mixed = new SplittableRandom(mixed ^ stream.hashCode()).nextLong();
        return new SplittableRandom(mixed + block * 0x9E3779B97F4A7C15L);
    }
}
