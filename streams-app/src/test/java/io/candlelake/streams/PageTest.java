package io.candlelake.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.domain.Feed;
import io.candlelake.streams.metrics.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says is what was written and read, counted by hand. */
class PageTest {
    private static final String BTC = "BTC-USD";

    @Test
    void pageCountsWhatWasProcessedAndWhatIsHeld(@TempDir Path directory) throws Exception {
        try (TestKafka kafka = TestKafka.start();
                RawTrades trades = new RawTrades(kafka);
                RunningApp app = RunningApp.start(RunningApp.environment(kafka.bootstrapServers(), directory))) {
            // A second each, from 10:00:01 to 10:02:10; 70 comes when its minute has closed.
            trades.write(BTC, 1, 69).write(BTC, 71, 130);
            trades.awaitTicks(BTC, 129);
            trades.write(BTC, 5, 5);
            trades.write(BTC, RawTrades.match(BTC, 131).replace("\"10\"", "\"-10\""));
            trades.write(BTC, RawTrades.match(BTC, 129).replace("\"10\"", "\"11\""));
            trades.write(
                    BTC,
                    Feed.REST,
                    RestFrameParser.SPOT_MISSED,
                    "{\"product_id\":\"BTC-USD\",\"scheduled_at\":\"2026-11-20T10:00:00Z\",\"detail\":\"HTTP 500\"}");
            trades.write(BTC, 70, 70).awaitTicks(BTC, 1, 130);
            app.await("the state as it is told", () -> app.metric("open_gaps") == 0 && app.metric("products") == 1);

            assertThat(app.metric("frames_total")).isEqualTo(129 + 1 + 1 + 1 + 1 + 1);
            assertThat(app.metric("trades_total")).isEqualTo(129 + 1 + 1 + 1);
            assertThat(app.metric("duplicates_total")).isEqualTo(1);
            assertThat(app.metric("ticks_total")).isEqualTo(130);
            assertThat(app.metric("rejects_total{reason=\"INVALID_PRICE\"}")).isEqualTo(1);
            assertThat(app.metric("rejects_total{reason=\"CONTRADICTION\"}")).isEqualTo(1);
            assertThat(app.metric("rejects_total{reason=\"TOO_LATE\"}")).isZero();
            assertThat(app.metric("gaps_total{status=\"OPEN\"}")).isEqualTo(1);
            assertThat(app.metric("gaps_total{status=\"REPAIRED\"}")).isEqualTo(1);
            assertThat(app.metric("alerts_total{rule=\"spot-missed\"}")).isEqualTo(1);
            assertThat(app.metric("candles_total{interval=\"1m\",reason=\"CLOSE\"}"))
                    .isEqualTo(2);
            assertThat(app.metric("candles_total{interval=\"1m\",reason=\"REPAIR\"}"))
                    .isEqualTo(1);
            assertThat(app.metric("candle_revisions_total{interval=\"1m\"}")).isEqualTo(1);
            assertThat(app.metric("candle_revisions_total{interval=\"5m\"}")).isZero();
            assertThat(app.metric("live_candles_total")).isPositive();
            assertThat(app.metric("seen_ranges")).isEqualTo(1);
            assertThat(app.metric("open_windows"))
                    .as("10:02 and five larger ones")
                    .isEqualTo(6);
            assertThat(app.metric("watermark_age_seconds{product=\"BTC-USD\"}"))
                    .isCloseTo(
                            Duration.between(Instant.parse("2026-11-20T10:02:10Z"), Instant.now())
                                            .toMillis()
                                    / 1e3,
                            within(5.0));
            assertStateIsThatOfTheChangelog(kafka, app);
            assertKafkasFigures(app);
            for (Metric metric : Metric.values()) {
                assertThat(app.page()).contains("\n" + metric.fullName());
            }
            assertThat(app.page()).contains("jvm_memory_used_bytes", "process_uptime_seconds");
        }
    }

    private static void assertStateIsThatOfTheChangelog(TestKafka kafka, RunningApp app) throws InterruptedException {
        app.await("the last commit", () -> {
            Map<Bytes, Integer> sizes = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : kafka.read("candlelake-streams-products-changelog")) {
                sizes.put(Bytes.wrap(record.key()), record.key().length + record.value().length);
            }
            return app.metric("state_entries{store=\"products\"}") == sizes.size()
                    && app.metric("state_bytes{store=\"products\"}")
                            == sizes.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum();
        });
        assertThat(app.metric("state_entries{store=\"products\"}"))
                .as("the product, and three chunks of 64 trades")
                .isEqualTo(4);
        assertThat(app.metric("state_entries{store=\"closed-candles\"}"))
                .as("two candles and a revision; Kafka Streams has a few keys of its own in each of four partitions")
                .isBetween(2.0, 3.0 + 4 * 4);
        assertThat(app.metric("state_bytes{store=\"closed-candles\"}")).isPositive();
    }

    private static void assertKafkasFigures(RunningApp app) throws InterruptedException {
        app.await("no lag", () -> app.page()
                .lines()
                .filter(line -> line.startsWith("candlelake_streams_lag_records{"))
                .allMatch(line -> line.endsWith(" 0.0")));
        assertThat(app.metric("commit_latency_avg_seconds")).isBetween(1e-6, 10.0);
        assertThat(app.metric("commit_latency_max_seconds")).isBetween(1e-6, 10.0);
        assertThat(app.metric("commit_rate")).isPositive();
        assertThat(app.metric("process_rate")).isPositive();
        assertThat(app.metric("process_ratio")).isBetween(0.0, 1.0);
        assertThat(app.metric("end_to_end_max_seconds")).isBetween(0.0, 60.0);
        assertThat(app.metric("dropped_records")).isZero();
        assertThat(app.metric("threads_running")).isEqualTo(1);
        assertThat(app.metric("tasks{role=\"active\"}")).isEqualTo(4);
        assertThat(app.metric("ready")).isEqualTo(1);
    }
}
