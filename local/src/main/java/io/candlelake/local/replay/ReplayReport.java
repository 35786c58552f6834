package io.candlelake.local.replay;

import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.local.view.Json;
import io.candlelake.local.view.Text;
import io.candlelake.local.view.Units;
import io.candlelake.producer.replay.ReplaySummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a replay sent and what became of it.
 *
 * @param files how many
 * @param sent by the replay
 * @param outcome in topics and tables
 * @param committed from the first frame until all was in the tables
 * @param options what `sql` must be told to find the lake
 */
record ReplayReport(int files, ReplaySummary sent, Outcome outcome, Duration committed, String options) {

    /** For a person: one fact a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        line(lines, "files", Units.count(files));
        line(lines, "frames", Units.count(sent.frames()) + parts(sent.framesByKind()));
        line(
                lines,
                "products",
                sent.products().isEmpty()
                        ? "none"
                        : sent.products().stream().map(ProductId::value).collect(Collectors.joining(", ")));
        line(lines, "trades", Units.count(sent.acceptedTrades()));
        line(lines, "ticks", Units.count(outcome.ticks()) + " new");
        line(lines, "duplicates", Units.count(outcome.duplicates(sent.acceptedTrades())));
        line(lines, "rejects", Units.count(sum(outcome.rejects())) + parts(outcome.rejects()));
        line(lines, "gaps", Units.count(sum(outcome.gaps())) + parts(outcome.gaps()));
        long spotPrices = outcome.records(Topics.SPOT_PRICES);
        if (spotPrices > 0) {
            line(lines, "spot prices", Units.count(spotPrices));
        }
        line(lines, "candles", Units.count(sum(outcome.candles())) + parts(labelled(outcome.candles())));
        line(lines, "revisions", Units.count(outcome.revisions()));
        line(lines, "committed", String.format(Locale.ROOT, "after %.1f s", seconds()));
        lines.add("");
        lines.add(sql());
        return lines;
    }

    private static void line(List<String> lines, String name, String fact) {
        lines.add(String.format(Locale.ROOT, "%-11s %s", name, fact));
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code (262 match, 56 heartbeat)}, with a space before. */
    private static String parts(Map<?, Long> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(count -> Units.count(count.getValue()) + " "
                                + Text.printable(count.getKey().toString()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static Map<String, Long> labelled(Map<Interval, Long> candles) {
        return candles.entrySet().stream()
                .collect(Collectors.toMap(
                        candle -> candle.getKey().label(), Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }

    private double seconds() {
        return committed.toMillis() / 1_000.0;
    }

    /** Ready to copy. */
    private String sql() {
        return "./candlelake sql" + options
                + " \"SELECT product_id, open_time, open, high, low, close, volume FROM candles"
                + " WHERE interval = '1m' ORDER BY open_time LIMIT 10\"";
    }

    /** The same as one JSON object. */
    String json() {
        return Json.object(json -> {
            json.writeNumberField("files", files);
            json.writeNumberField("frames", sent.frames());
            Json.counts(json, "frames_by_type", sent.framesByKind());
            json.writeArrayFieldStart("products");
            for (ProductId product : sent.products()) {
                json.writeString(product.value());
            }
            json.writeEndArray();
            json.writeNumberField("trades", sent.acceptedTrades());
            json.writeNumberField("ticks", outcome.ticks());
            json.writeNumberField("duplicates", outcome.duplicates(sent.acceptedTrades()));
            json.writeNumberField("rejects", sum(outcome.rejects()));
            Json.counts(json, "rejects_by_reason", outcome.rejects());
            json.writeNumberField("gaps", sum(outcome.gaps()));
            Json.counts(json, "gaps_by_status", outcome.gaps());
            json.writeNumberField("spot_prices", outcome.records(Topics.SPOT_PRICES));
            json.writeNumberField("candles", sum(outcome.candles()));
            Json.counts(json, "candles_by_interval", labelled(outcome.candles()));
            json.writeNumberField("revisions", outcome.revisions());
            json.writeNumberField("raw_messages", sent.records());
            json.writeNumberField("seconds_until_committed", seconds());
        });
    }
}
