package io.candlelake.producer.spot;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pair's intervals, each settled once, by a price or by a note that there is none. Takes a turn at a time; not
 * thread-safe.
 *
 * <p>An interval that ends without a price is seen in the first turn after it, whatever kept us: failed requests, a machine
 * that slept, or, from what was settled last, a process that was down. A pair that was never polled has missed nothing.
 */
final class SpotPair {
    private static final Logger LOG = LoggerFactory.getLogger(SpotPair.class);

    /** The next turn, at the latest: while a machine sleeps, timers stand still. */
    private static final long LONGEST_WAIT_MICROS = 5_000_000;

    /** What is known of an interval in which there was no turn. */
    static final String NOT_ASKED =
            "not asked: the producer was down, the machine slept, or the requests of other pairs hung";

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);
    private static final long FIRST_BACKOFF_MICROS = 500_000;
    private static final long LONGEST_BACKOFF_MICROS = 15_000_000;
    private static final int MOST_DOUBLINGS = 10;

    private final ProductId pair;
    private final SpotSchedule schedule;
    private final SpotEndpoint endpoint;
    private final SpotNotes notes;
    private final SpotListener listener;
    private final Clock clock;
    private final RandomGenerator random;
    private final RestFrameParser parser = new RestFrameParser();

    private long settled;
    private long current;
    private Timestamp nextAttempt;
    private int failures;
    private String lastFailure = "";

    SpotPair(
            ProductId pair,
            Optional<Timestamp> lastSettled,
            SpotSchedule schedule,
            SpotEndpoint endpoint,
            SpotNotes notes,
            SpotListener listener,
            Clock clock,
            RandomGenerator random) {
        this.pair = pair;
        this.schedule = schedule;
        this.endpoint = endpoint;
        this.notes = notes;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
        this.current = schedule.holding(now());
        this.settled = lastSettled.map(schedule::holding).orElse(current - 1);
        this.nextAttempt = jittered(now());
    }

    /** Does what is due, and says how long there is nothing to do. */
    Duration turn() throws InterruptedException {
        Timestamp now = now();
        long holding = schedule.holding(now);
        // The clock was put back: to wait until it is there again could take days.
        settled = Math.min(settled, holding);
        if (settled < holding - 1) {
            missed(holding - 1);
        }
        if (holding != current) {
            begin(holding, now);
        }
        if (settled < current && !nextAttempt.isAfter(now)) {
            attempt(now);
        }
        Timestamp next = settled < current ? nextAttempt : schedule.end(current);
        long wait = next.epochMicros() - now().epochMicros();
        return Duration.ofNanos(Math.max(0, Math.min(wait, LONGEST_WAIT_MICROS)) * 1_000);
    }

    private void begin(long number, Timestamp now) {
        current = number;
        failures = 0;
        lastFailure = "";
        nextAttempt = jittered(now);
    }

    private Timestamp jittered(Timestamp now) {
        Timestamp beginning = schedule.beginning(current);
        Timestamp earliest = now.isAfter(beginning) ? now : beginning;
        long left = schedule.end(current).epochMicros() - earliest.epochMicros();
        return earliest.plusMicros(random.nextLong(Math.max(1, Math.min(schedule.jitterMicros(), left / 2))));
    }

    private void missed(long last) {
        if (settled + 1 == current && !lastFailure.isEmpty()) {
            missed(current, lastFailure);
        }
        if (settled < last) {
            missed(last, NOT_ASKED);
        }
    }

    private void missed(long last, String why) {
        notes.missed(pair, settled + 1, last, why);
        listener.missed(pair, last - settled);
        LOG.warn(
                "{}: no spot price of {} until {}: {}", pair, schedule.beginning(settled + 1), schedule.end(last), why);
        settled = last;
    }

    private void attempt(Timestamp now) throws InterruptedException {
        Duration left = Duration.ofNanos((schedule.end(current).epochMicros() - now.epochMicros()) * 1_000);
        try {
            take(endpoint.ask(pair, left.compareTo(LONGEST_REQUEST) < 0 ? left : LONGEST_REQUEST));
        } catch (IOException noAnswer) {
            failed("no answer: " + noAnswer.getMessage(), Optional.empty(), true);
        }
    }

    private void take(SpotAnswer answer) {
        if (!answer.isOk()) {
            failed("HTTP " + answer.status(), answer.retryAfter(), answer.isWorthAnotherTry());
            return;
        }
        Frame frame = answer.body().isCut()
                ? new Frame.Other(RestFrameParser.SPOT, Optional.of(pair))
                : parser.parse(
                        Optional.of(RestFrameParser.SPOT),
                        Optional.of(pair),
                        answer.body().payload());
        if (frame instanceof Frame.SpotQuote) {
            notes.price(pair, current, answer.body());
            listener.fetched(pair);
            settled = current;
        } else {
            // Written all the same: what Coinbase said is kept, and rejected where frames are judged.
            notes.badAnswer(pair, answer.body());
            String why = frame instanceof Frame.Unreadable bad ? bad.detail() : "too large";
            failed("a bad answer: " + why, Optional.empty(), true);
        }
    }

    private void failed(String why, Optional<Duration> retryAfter, boolean again) {
        listener.failed(pair);
        failures++;
        lastFailure = why + (failures == 1 ? "" : ", " + failures + " requests failed");
        long backoff = Math.min(LONGEST_BACKOFF_MICROS, FIRST_BACKOFF_MICROS << Math.min(failures - 1, MOST_DOUBLINGS));
        long wait = Math.max(
                backoff / 2 + random.nextLong(backoff / 2),
                retryAfter.map(Duration::toMillis).orElse(0L) * 1_000);
        nextAttempt = again ? now().plusMicros(wait) : schedule.end(current);
        if (nextAttempt.isAfter(schedule.end(current))) {
            nextAttempt = schedule.end(current);
        }
    }

    private Timestamp now() {
        return Timestamp.of(clock.instant());
    }
}
