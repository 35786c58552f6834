package io.candlelake.producer.gap;

import java.time.Duration;

/**
 * How gaps are repaired: {@code GapSettings.defaults().withBackfillLimit(1_000_000)}.
 *
 * @param patience before REST is asked, for what comes out of order or by the other feed: 500 ms
 * @param backfillLimit the most trades of one gap that are asked for, the newest: 100,000
 * @param answers so many pages must span a trade without having it before it counts as unrepairable: 4
 * @param answersOver and so much time must lie between the first and the last of them: 10 s
 * @param retry before a trade that a page did not have is asked for again, doubled each time: 2 s
 * @param retryCap bound of that: 60 s
 * @param quiet a product of which nothing says that nothing is missing for so long is asked for its newest trade, doubled each time: 10 s
 * @param quietCap bound of that: 5 min
 * @param workers how many requests may be under way: 3, so that a slow answer does not hold up the rest
 */
public record GapSettings(
        Duration patience,
        long backfillLimit,
        int answers,
        Duration answersOver,
        Duration retry,
        Duration retryCap,
        Duration quiet,
        Duration quietCap,
        int workers) {
    public GapSettings {
        if (backfillLimit < 1 || answers < 1 || workers < 1) {
            throw new IllegalArgumentException("limit, answers and workers are at least 1");
        }
    }

    /** The usual ones. */
    public static GapSettings defaults() {
        return new GapSettings(
                Duration.ofMillis(500),
                100_000,
                4,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                3);
    }

    public GapSettings withBackfillLimit(long trades) {
        return new GapSettings(patience, trades, answers, answersOver, retry, retryCap, quiet, quietCap, workers);
    }

    /** The wait after so many tries, at least 1, in nanoseconds. */
    long retryNanos(int tries) {
        return doubled(retry, retryCap, tries);
    }

    /** How long a product may be quiet before the question after so many, from 0, in nanoseconds. */
    long quietNanos(int questions) {
        return doubled(quiet, quietCap, questions + 1);
    }

    private static long doubled(Duration base, Duration cap, int times) {
        return Math.min(base.toNanos() << Math.min(times - 1, 16), cap.toNanos());
    }
}
