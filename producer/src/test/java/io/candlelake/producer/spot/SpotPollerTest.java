package io.candlelake.producer.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.RawTopic;
import io.candlelake.producer.secret.Authorization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpotPollerTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final ProductId ETH = ProductId.of("ETH-EUR");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Written written = new Written();
    private final List<RuntimeException> problems = new ArrayList<>();

    @Test
    void everyPairIsPolledAndSlowAnswersNeverMeet() throws Exception {
        try (FakeSpotServer server = new FakeSpotServer()) {
            server.behave(exchange -> {
                // Far from the second's end, where a request that began late would be given up.
                Thread.sleep(100);
                FakeSpotServer.price(exchange);
            });
            Run run = new Run(server, written, written);
            await(() -> written.lines().stream()
                                    .filter(line -> line.startsWith("spot_price BTC-USD"))
                                    .count()
                            >= 3
                    && written.lines().stream().anyMatch(line -> line.startsWith("spot_price ETH-EUR")));
            run.stop();
            assertThat(server.mostInFlight()).isEqualTo(1);
            assertThat(server.requests().stream().map(FakeSpotServer.Request::line))
                    .contains("GET /v2/prices/BTC-USD/spot", "GET /v2/prices/ETH-EUR/spot");
        }
    }

    @Test
    void whatKafkaRemembersOfTheLastProcessSaysWhatWasMissedMeanwhile() throws Exception {
        String bootstrapServers = new RawTopic().bootstrapServers();
        Timestamp tenSecondsAgo = Timestamp.of(Instant.now().minusSeconds(10));
        Timestamp beginning = new Timestamp(Math.floorDiv(tenSecondsAgo.epochMicros(), 1_000_000) * 1_000_000);
        try (SpotProgress before = new SpotProgress(bootstrapServers, problems::add)) {
            before.settled(BTC, beginning.plusMicros(-1_000_000));
            before.settled(BTC, beginning);
            await(() -> beginning.equals(before.read().get(BTC)));
        }
        try (FakeSpotServer server = new FakeSpotServer();
                SpotProgress progress = new SpotProgress(bootstrapServers, problems::add)) {
            Run run = new Run(server, written, progress);
            await(() -> written.lines().stream().anyMatch(line -> line.startsWith("spot_price BTC-USD"))
                    && written.lines().stream().anyMatch(line -> line.startsWith("spot_price ETH-EUR")));
            run.stop();
            assertThat(written.missed().stream().filter(note -> note.productId().equals(BTC)))
                    .first()
                    .satisfies(note -> assertThat(note.scheduledAt()).isEqualTo(beginning.plusMicros(1_000_000)));
            assertThat(written.missed().size()).isGreaterThanOrEqualTo(8);
            await(() -> progress.read().getOrDefault(BTC, beginning).isAfter(beginning.plusMicros(8_000_000)));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void whatTheOutputThrowsEndsTheRun() throws Exception {
        try (FakeSpotServer server = new FakeSpotServer()) {
            Run run = new Run(
                    server,
                    (channel, pair, frame, durable) -> {
                        throw new IllegalStateException("Kafka did not take a record");
                    },
                    written);
            assertThatThrownBy(() -> run.ended.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("Kafka did not take a record");
        }
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** A poller of both pairs, each second, on a thread of the test's. */
    private static final class Run {
        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private final Thread thread;

        Run(FakeSpotServer server, SpotOutput output, SpotMemory memory) {
            SpotPoller poller = new SpotPoller(
                    new SpotSettings(List.of(BTC, ETH, BTC), SECOND),
                    new CoinbaseSpot(server.uri(), Authorization.NONE, Clock.systemUTC()),
                    output,
                    memory,
                    SpotListener.NONE,
                    Clock.systemUTC());
            thread = new Thread(() -> {
                try {
                    poller.run();
                } catch (InterruptedException asked) {
                    ended.complete("interrupted");
                } catch (RuntimeException broken) {
                    ended.completeExceptionally(broken);
                }
            });
            thread.start();
        }

        void stop() throws Exception {
            thread.interrupt();
            assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }
}
