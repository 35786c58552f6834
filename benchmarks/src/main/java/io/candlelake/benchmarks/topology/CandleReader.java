package io.candlelake.benchmarks.topology;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.benchmarks.load.CandleValues;
import io.candlelake.benchmarks.load.Window;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * The candles of a contestant as its JSON tells them, decimals as text or as numbers. Of several revisions the highest counts;
 * rows of windows without a trade do not.
 */
final class CandleReader {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final long endMicros;
    private final Map<Window, Revision> newest = new HashMap<>();

    /** @param endMicros windows that begin there or later are not looked at */
    CandleReader(long endMicros) {
        this.endMicros = endMicros;
    }

    private record Revision(int number, CandleValues values) {}

    /** Throws {@link BenchmarkException} when it is no candle. */
    void read(byte[] message) {
        try {
            JsonNode json = JSON.readTree(message);
            if (!json.hasNonNull("open")) {
                return;
            }
            Window window = new Window(
                    json.required("product_id").asText(),
                    json.required("interval").asText(),
                    time(json.required("open_time").asText()));
            int revision = json.path("revision").asInt(1);
            if (window.openMicros() < endMicros) {
                newest.merge(
                        window,
                        new Revision(revision, values(json)),
                        (before, now) -> now.number >= before.number ? now : before);
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new BenchmarkException("not a candle: " + broken.getMessage(), broken);
        }
    }

    private static CandleValues values(JsonNode json) {
        return new CandleValues(
                decimal(json, "open"),
                decimal(json, "high"),
                decimal(json, "low"),
                decimal(json, "close"),
                decimal(json, "volume"),
                decimal(json, "notional"),
                json.required("trade_count").asLong());
    }

    private static BigDecimal decimal(JsonNode json, String field) {
        return new BigDecimal(json.required(field).asText());
    }

    /** Flink SQL writes {@code 2026-07-07T22:58:00Z} or, without a zone, {@code 2026-07-07 22:58:00}. */
    private static long time(String text) {
        String iso = text.replace(' ', 'T');
        return Timestamp.of(iso.endsWith("Z") ? iso : iso + "Z").epochMicros();
    }

    /** How many of the windows have a candle, right or wrong. */
    int found() {
        return newest.size();
    }

    /** Windows whose candle is absent, another, or of no trade that there was. */
    long wrong(Map<Window, CandleValues> expected) {
        long absentOrOther = expected.entrySet().stream()
                .filter(entry -> !isSame(entry.getKey(), entry.getValue()))
                .count();
        long surplus = newest.keySet().stream()
                .filter(window -> !expected.containsKey(window))
                .count();
        return absentOrOther + surplus;
    }

    private boolean isSame(Window window, CandleValues expected) {
        Revision revision = newest.get(window);
        return revision != null && revision.values.sameAs(expected);
    }
}
