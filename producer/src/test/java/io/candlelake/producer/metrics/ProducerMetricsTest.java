package io.candlelake.producer.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.contract.health.HealthServer;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.connection.FeedListener;
import io.candlelake.producer.gap.GapListener;
import io.candlelake.producer.raw.WriteListener;
import io.candlelake.producer.rest.RestListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As whoever scrapes it sees it. */
class ProducerMetricsTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final Path TABLE = Path.of("..", "docs", "metrics.md");

    private final Clock clock = Clock.fixed(Instant.parse("2026-07-07T22:58:30Z"), ZoneOffset.UTC);
    private final ProducerMetrics metrics = new ProducerMetrics(List.of(BTC), clock);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void framesAndLossesAreCountedByFeed() {
        FeedListener exchange = metrics.feed("exchange");
        exchange.frame(300);
        exchange.frame(300);
        exchange.lost("no heartbeat for 5.0 s");
        exchange.lost("closed by the other side with status 1006");
        exchange.lost("ConnectException, ClosedChannelException");
        exchange.lost("whatever Coinbase may say, of any length");
        exchange.rotated();
        metrics.feed("advanced").frame(1);

        assertThat(lines())
                .contains(
                        "candlelake_producer_frames_total{feed=\"exchange\"} 2.0",
                        "candlelake_producer_frames_total{feed=\"advanced\"} 1.0",
                        "candlelake_producer_reconnects_total{feed=\"exchange\",reason=\"silent\"} 1.0",
                        "candlelake_producer_reconnects_total{feed=\"exchange\",reason=\"closed\"} 1.0",
                        "candlelake_producer_reconnects_total{feed=\"exchange\",reason=\"unreachable\"} 1.0",
                        "candlelake_producer_reconnects_total{feed=\"exchange\",reason=\"failed\"} 1.0",
                        "candlelake_producer_reconnects_total{feed=\"exchange\",reason=\"unacknowledged\"} 0.0",
                        "candlelake_producer_rotations_total{feed=\"exchange\"} 1.0");
    }

    @Test
    void gapIsOpenUntilItIsRepairedOrGivenUp() {
        GapListener gaps = metrics.gaps();
        assertThat(gapLine("opened_total")).as("there from the beginning").isEqualTo("0.0");

        gaps.opened(gap(7, 9));
        gaps.opened(gap(20, 29));
        gaps.opened(gap(40, 40));
        gaps.unrepairable(gap(20, 24));
        assertThat(gapLine("opened_total")).isEqualTo("3.0");
        assertThat(gapLine("open")).isEqualTo("3.0");
        assertThat(gapLine("unrepairable_total")).isEqualTo("1.0");
        assertThat(gapLine("repaired_total")).isEqualTo("0.0");

        gaps.closed(gap(7, 9));
        gaps.closed(gap(20, 29));
        gaps.unrepairable(gap(40, 40));
        gaps.closed(gap(40, 40));
        assertThat(gapLine("open")).isEqualTo("0.0");
        assertThat(gapLine("repaired_total")).as("one whole, one in part").isEqualTo("2.0");
        assertThat(gapLine("unrepairable_total")).isEqualTo("2.0");
    }

    @Test
    void gapOfAnEarlierProcessIsOpenButNotOpenedAgain() {
        metrics.gaps().resumed(gap(7, 9));
        assertThat(gapLine("opened_total")).isEqualTo("0.0");
        assertThat(gapLine("open")).isEqualTo("1.0");
    }

    private String gapLine(String word) {
        String series = "candlelake_producer_gaps_" + word + "{product=\"BTC-USD\"} ";
        return lines().stream()
                .filter(line -> line.startsWith(series))
                .findFirst()
                .orElseThrow()
                .substring(series.length());
    }

    private static GapReport gap(long first, long last) {
        return new GapReport(BTC, first, last, GapStatus.OPEN, GapCause.RECONNECT);
    }

    @Test
    void lagIsAHistogramFromTheExchangesTimeToKafkas() {
        WriteListener writes = metrics.writes(() -> {});
        assertThat(lines()).contains("candlelake_producer_last_trade_age_seconds{product=\"BTC-USD\"} NaN");
        writes.tradesAcknowledged(BTC, time("22:58:17.164892"), time("22:58:17.168892"));
        writes.tradesAcknowledged(BTC, time("22:58:20"), time("22:58:21.5"));
        writes.tradesAcknowledged(BTC, time("22:58:16"), time("22:58:15"));

        assertThat(lines())
                .contains(
                        "candlelake_producer_lag_seconds_bucket{le=\"0.001\"} 1",
                        "candlelake_producer_lag_seconds_bucket{le=\"0.005\"} 2",
                        "candlelake_producer_lag_seconds_bucket{le=\"1.0\"} 2",
                        "candlelake_producer_lag_seconds_bucket{le=\"2.0\"} 3",
                        "candlelake_producer_lag_seconds_bucket{le=\"3600.0\"} 3",
                        "candlelake_producer_lag_seconds_count 3",
                        "candlelake_producer_last_trade_age_seconds{product=\"BTC-USD\"} 10.0");
    }

    @Test
    void requestsLimitsAndFailuresAreCounted() {
        RestListener trades = metrics.rest();
        trades.called();
        trades.called();
        trades.limited();
        trades.failed();

        assertThat(lines())
                .contains(
                        "candlelake_producer_rest_requests_total 2.0",
                        "candlelake_producer_rest_limited_total 1.0",
                        "candlelake_producer_rest_failed_total 1.0");
    }

    @Test
    void pageHasEveryMetricOfTheTableAndTheJvms() throws Exception {
        metrics.feed("exchange");
        metrics.subscribed("exchange", () -> true);
        metrics.trades("exchange");
        metrics.gaps();
        metrics.writes(() -> {});
        metrics.rest();
        metrics.spot(List.of(BTC));
        metrics.recording();
        metrics.key();

        try (HealthServer health = HealthServer.start(0, () -> true, () -> true)) {
            health.serve("/metrics", ProducerMetrics.CONTENT_TYPE, metrics::scrape);
            String page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health.port() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString(UTF_8))
                    .body();

            for (Metric metric : Metric.values()) {
                assertThat(page).contains("# TYPE " + metric.fullName() + " " + type(metric) + "\n");
            }
            assertThat(page.lines().filter(line -> line.startsWith("# TYPE candlelake_")))
                    .as("none but those, and the histogram's highest")
                    .hasSize(Metric.values().length + 1);
            assertThat(page)
                    .contains("candlelake_producer_feed_subscribed{feed=\"exchange\"} 1.0")
                    .contains("jvm_memory_used_bytes")
                    .contains("jvm_gc_")
                    .contains("jvm_threads_live_threads")
                    .contains("process_cpu_usage")
                    .contains("process_uptime_seconds");
        }
    }

    @Test
    void tableNamesExactlyTheMetricsThatExist() throws IOException {
        List<String> rows = Files.readAllLines(TABLE, UTF_8).stream()
                .filter(line -> line.startsWith("| `candlelake_producer_"))
                .toList();

        assertThat(rows)
                .as(TABLE + " has one row for each Metric, in their order")
                .containsExactlyElementsOf(Arrays.stream(Metric.values())
                        .map(metric -> "| `" + metric.fullName() + "` | " + type(metric) + " | "
                                + String.join(", ", metric.labels()) + " | " + metric.meaning() + " |")
                        .toList());
    }

    private static String type(Metric metric) {
        return metric == Metric.LAG ? "histogram" : metric.fullName().endsWith("_total") ? "counter" : "gauge";
    }

    private static Timestamp time(String time) {
        return Timestamp.of("2026-07-07T" + time + "Z");
    }

    private List<String> lines() {
        return metrics.scrape().lines().toList();
    }
}
