package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final AtomicLong now = new AtomicLong(-5 * SECOND);
    private final LongSupplier nanos = now::get;

    @Test
    void theFirstIsDueAtOnce() {
        assertThat(attempts(1).isDue()).isTrue();
    }

    @Test
    void anHourOfFailuresIsSomeSevenHundredAttempts() {
        Attempts attempts = attempts(42);
        List<Long> times = new ArrayList<>();
        for (long end = now.get() + 3_600 * SECOND; now.get() < end; now.addAndGet(100 * MILLI)) {
            if (attempts.isDue()) {
                times.add(now.get());
                attempts.failed(Duration.ZERO);
            }
        }

        assertThat(times).hasSizeBetween(600, 850);
        assertThat(times.stream().filter(time -> time < 55 * SECOND)).hasSizeLessThan(25);
    }

    @Test
    void aSteadyConnectionsLossIsTheFirstFailureAgain() {
        Attempts attempts = attempts(7);
        for (int i = 0; i < 10; i++) {
            attempts.failed(Duration.ofSeconds(9));
        }

        assertThat(attempts.failed(Duration.ofSeconds(11))).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(attempts.failed(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void inNoSecondAreThereMoreAttemptsThanTheLimitOfAllConnectionsTogether() {
        Limits limits = Limits.of(4, 12, 25, 25, 1, nanos);
        List<Attempts> many =
                Stream.iterate(0, i -> i + 1).limit(100).map(this::attempts).toList();
        List<Long> times = new ArrayList<>();
        for (long end = now.get() + 600 * SECOND; now.get() < end; now.addAndGet(100 * MILLI)) {
            for (Attempts attempts : many) {
                if (attempts.isDue() && limits.tryConnect()) {
                    times.add(now.get());
                    attempts.failed(Duration.ZERO);
                }
            }
        }

        assertThat(times).hasSizeBetween(1_190, 1_206);
        // Each may be two connections: sixteen in a second at most, where twenty are allowed.
        for (int i = 8; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 8)).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void messagesOfASubscriptionAreCountedBeforeItsConnectionIsTried() {
        Limits limits = Limits.of(100, 100, 3, 4, 2, nanos);

        assertThat(limits.tryConnect()).isTrue();
        assertThat(limits.tryConnect()).isTrue();
        assertThat(limits.tryConnect()).as("four messages were all").isFalse();
        now.addAndGet(SECOND / 2);
        assertThat(limits.tryConnect()).as("one and a half came back").isFalse();
        now.addAndGet(SECOND / 4);
        assertThat(limits.tryConnect()).isTrue();
    }

    private Attempts attempts(int seed) {
        return new Attempts(Timing.STANDARD, new Random(seed), nanos);
    }
}
