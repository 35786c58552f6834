package io.candlelake.producer.spot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpotPairTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final String GOOD = "{\"data\":{\"amount\":\"63514.6\",\"base\":\"BTC\",\"currency\":\"USD\"}}";
    private static final SpotSchedule MINUTES = new SpotSchedule(Duration.ofMinutes(1));
    private static final long SEED = 20260707;

    private final FakeTime time = new FakeTime("2026-07-07T22:58:17Z");
    private final Written written = new Written();
    private final Counts counts = new Counts();

    /** What Coinbase answers next; afterwards the price. */
    private final Deque<Answer> answers = new ArrayDeque<>();

    private final List<Instant> asked = new ArrayList<>();

    @Test
    void everyIntervalIsAskedForOnceSoonAfterItsBeginningHoweverLongItGoesOn() throws Exception {
        SpotPair pair = neverPolled();
        run(pair, Duration.ofDays(7));

        assertThat(asked).hasSize(7 * 24 * 60 + 1);
        for (int i = 1; i < asked.size(); i++) {
            long intoInterval = asked.get(i).toEpochMilli() % 60_000;
            assertThat(intoInterval).as("request %d", i).isBetween(0L, 5_000L);
        }
        assertThat(asked.stream()
                        .map(at -> at.toEpochMilli() % 60_000)
                        .distinct()
                        .count())
                .as("spread by chance")
                .isGreaterThan(1_000);
        assertThat(written.missed()).isEmpty();
        assertThat(counts.fetched).isEqualTo(asked.size());
    }

    @Test
    void theAnswerIsWrittenAsReceivedAndItsIntervalRemembered() throws Exception {
        run(neverPolled(), Duration.ofSeconds(40));
        assertThat(written.lines()).containsExactly("spot_price BTC-USD " + GOOD);
        assertThat(written.settledAt(BTC)).isEqualTo("2026-07-07T22:58:00.000000Z");
    }

    @Test
    void aFailedRequestIsRepeatedWithinTheInterval() throws Exception {
        answers.add(status(500));
        answers.add(noAnswer());
        answers.add(status(429));
        run(neverPolled(), Duration.ofSeconds(42));

        assertThat(asked).hasSize(4);
        assertThat(written.lines()).containsExactly("spot_price BTC-USD " + GOOD);
        assertThat(written.missed()).isEmpty();
        assertThat(counts.failed).isEqualTo(3);
    }

    @Test
    void anIntervalWithoutAPriceIsNotedOnceAndTheNextIsAskedForOnTime() throws Exception {
        time.set("2026-07-07T22:58:00Z");
        SpotPair pair = neverPolled();
        while (time.instant().isBefore(Instant.parse("2026-07-07T22:59:00Z"))) {
            answers.add(status(503));
            time.pass(pair.turn());
        }
        answers.clear();
        run(pair, Duration.ofSeconds(20));

        assertThat(written.missed()).singleElement().satisfies(note -> {
            assertThat(note.productId()).isEqualTo(BTC);
            assertThat(note.scheduledAt()).isEqualTo(Timestamp.of("2026-07-07T22:58:00Z"));
            assertThat(note.detail()).matches("HTTP 503, [0-9]+ requests failed");
        });
        assertThat(written.lines()).last().isEqualTo("spot_price BTC-USD " + GOOD);
        assertThat(written.settledAt(BTC)).isEqualTo("2026-07-07T22:59:00.000000Z");
        assertThat(counts.missed).isEqualTo(1);
        assertThat(asked.size()).as("requests of a minute of failures").isBetween(4, 12);
    }

    @Test
    void whatAnotherTryDoesNotMendIsAskedForOnce() throws Exception {
        time.set("2026-07-07T22:58:00Z");
        answers.add(status(404));
        SpotPair pair = neverPolled();
        run(pair, Duration.ofSeconds(59));
        assertThat(asked).hasSize(1);
        run(pair, Duration.ofSeconds(10));
        assertThat(written.missedLines()).containsExactly("22:58:00 HTTP 404");
    }

    @Test
    void whoSaysWhenToComeBackIsLeftAloneUntilThen() throws Exception {
        time.set("2026-07-07T22:58:00Z");
        answers.add(new Answer(429, "", Optional.of(Duration.ofSeconds(30))));
        run(neverPolled(), Duration.ofSeconds(50));
        assertThat(asked).hasSize(2);
        assertThat(Duration.between(asked.get(0), asked.get(1)))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void aBadAnswerIsWrittenAllTheSameAndCountsAsNone() throws Exception {
        time.set("2026-07-07T22:58:50Z");
        String other = "{\"data\":{\"amount\":\"1\",\"base\":\"ETH\",\"currency\":\"USD\"}}";
        SpotPair pair = neverPolled();
        while (time.instant().isBefore(Instant.parse("2026-07-07T22:59:00Z"))) {
            answers.clear();
            answers.add(new Answer(200, asked.isEmpty() ? "{\"data\":" : other, Optional.empty()));
            time.pass(pair.turn());
        }
        answers.clear();
        run(pair, Duration.ofSeconds(10));

        assertThat(written.lines()).startsWith("spot_price BTC-USD {\"data\":", "spot_price BTC-USD " + other);
        assertThat(written.missed()).singleElement().satisfies(note -> assertThat(note.detail())
                .startsWith("a bad answer: the answer is of ETH-USD, BTC-USD was asked for"));
        assertThat(written.lines()).last().isEqualTo("spot_price BTC-USD " + GOOD);
    }

    @Test
    void aMachineThatSleptMissedWhatItSlept() throws Exception {
        SpotPair pair = neverPolled();
        run(pair, Duration.ofSeconds(40));
        time.set("2026-07-07T23:01:30Z");
        run(pair, Duration.ofSeconds(10));

        assertThat(written.missedLines())
                .containsExactly("22:59:00 " + SpotPair.NOT_ASKED, "23:00:00 " + SpotPair.NOT_ASKED);
        assertThat(written.settledAt(BTC)).isEqualTo("2026-07-07T23:01:00.000000Z");
        assertThat(counts.missed).isEqualTo(2);
    }

    @Test
    void aProcessThatWasDownMissedWhatWasNotSettledSince() throws Exception {
        run(polledBefore("2026-07-07T22:55:00Z"), Duration.ofSeconds(30));
        assertThat(written.missedLines())
                .containsExactly("22:56:00 " + SpotPair.NOT_ASKED, "22:57:00 " + SpotPair.NOT_ASKED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aProcessThatComesBackWithinTheIntervalAsksForNoneTwice() throws Exception {
        run(polledBefore("2026-07-07T22:58:00Z"), Duration.ofSeconds(40));
        assertThat(asked).isEmpty();
        assertThat(written.lines()).isEmpty();
    }

    @Test
    void afterALongTimeDownOneNoteNamesTheRest() throws Exception {
        run(polledBefore("2026-07-01T00:00:00Z"), Duration.ofSeconds(1));
        assertThat(written.missed()).hasSize(SpotNotes.MOST_NOTES + 1);
        assertThat(written.missedLines().get(0)).startsWith("00:01:00 not asked");
        assertThat(written.missedLines().get(999)).startsWith("16:40:00 not asked");
        // 2026-07-01T00:01 to 2026-07-07T22:57, less a thousand.
        assertThat(written.missedLines().get(1_000))
                .isEqualTo("16:41:00 these 9017 intervals up to 2026-07-07T22:57:00.000000Z: " + SpotPair.NOT_ASKED);
        assertThat(counts.missed).isEqualTo(10_017);
        assertThat(written.settledAt(BTC)).isEqualTo("2026-07-07T22:57:00.000000Z");
    }

    @Test
    void aClockThatIsPutBackStopsNothing() throws Exception {
        SpotPair pair = neverPolled();
        run(pair, Duration.ofSeconds(40));
        time.set("2026-07-07T20:00:30Z");
        run(pair, Duration.ofMinutes(3));
        assertThat(asked).hasSize(4);
        assertThat(written.missed()).isEmpty();
        run(polledBefore("2027-01-01T00:00:00Z"), Duration.ofMinutes(1));
        assertThat(written.missed()).isEmpty();
    }

    private SpotPair neverPolled() {
        return pair(Optional.empty());
    }

    private SpotPair polledBefore(String lastSettled) {
        return pair(Optional.of(Timestamp.of(lastSettled)));
    }

    private SpotPair pair(Optional<Timestamp> lastSettled) {
        SpotNotes notes = new SpotNotes(MINUTES, written, written, time);
        return new SpotPair(BTC, lastSettled, MINUTES, this::ask, notes, counts, time, new Random(SEED));
    }

    private void run(SpotPair pair, Duration howLong) throws InterruptedException {
        Instant end = time.instant().plus(howLong);
        for (Duration wait = pair.turn(); !time.instant().plus(wait).isAfter(end); wait = pair.turn()) {
            time.pass(wait);
        }
        time.pass(Duration.between(time.instant(), end));
    }

    private SpotAnswer ask(ProductId pair, Duration patience) throws IOException {
        assertThat(patience).isPositive();
        asked.add(time.instant());
        Answer answer = answers.isEmpty() ? new Answer(200, GOOD, Optional.empty()) : answers.remove();
        if (answer.status() == 0) {
            throw new IOException("Connection refused");
        }
        return new SpotAnswer(
                answer.status(),
                new ReceivedFrame(answer.body().getBytes(UTF_8), OptionalLong.empty(), Timestamp.of(time.instant())),
                answer.retryAfter());
    }

    private static Answer status(int status) {
        return new Answer(status, "{}", Optional.empty());
    }

    private static Answer noAnswer() {
        return new Answer(0, "", Optional.empty());
    }

    private record Answer(int status, String body, Optional<Duration> retryAfter) {}

    private static final class Counts implements SpotListener {
        private long fetched;
        private long failed;
        private long missed;

        @Override
        public void fetched(ProductId pair) {
            fetched++;
        }

        @Override
        public void failed(ProductId pair) {
            failed++;
        }

        @Override
        public void missed(ProductId pair, long intervals) {
            missed += intervals;
        }
    }
}
