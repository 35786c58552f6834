package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.endtoend.NamedQuestion.Asked;
import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.expected.Candle;
import io.candlelake.endtoend.expected.Candles;
import io.candlelake.endtoend.expected.Recording;
import io.candlelake.endtoend.expected.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A market of eight minutes and two products in one file, and in another the trade of its first minute that came late. */
final class LateTrade {
    private static final Candle.Key REVISED = new Candle.Key("ONE-LATE", "1m", Instant.parse("2026-04-01T10:00:00Z"));

    private final Path before;
    private final Path after;

    LateTrade(Sandbox sandbox) throws IOException {
        before = Recordings.sample("sample-late-before.ndjson", sandbox.file("late-before.ndjson"));
        after = Recordings.sample("sample-late-after.ndjson", sandbox.file("late-after.ndjson"));
    }

    /** All but the late trade. */
    Path before() {
        return before;
    }

    /** The late trade alone. */
    Path after() {
        return after;
    }

    List<Trade> tradesBefore() throws IOException {
        return Recording.read(before).trades();
    }

    List<Trade> tradesAfter() throws IOException {
        return Recording.read(after).trades();
    }

    /** The minute that the late trade is of. */
    Candle.Key revised() {
        return REVISED;
    }

    /** Asks for that minute as it was at a time. */
    Asked asOf(NamedQuestion ask, String query, Instant time) throws IOException {
        return ask.start(
                query,
                "products=" + REVISED.product(),
                "at=" + time.truncatedTo(ChronoUnit.MICROS),
                "from=" + REVISED.openTime(),
                "to=" + REVISED.openTime().plusSeconds(60));
    }

    /** Revision, reason and numbers of the only row. */
    static String revision(JsonNode rows) {
        assertThat(rows).hasSize(1);
        JsonNode row = rows.get(0);
        return row.get("revision") + " " + row.get("reason").textValue() + " " + NamedQuestion.numbers(row);
    }

    /** How many returns each product has: one less than minutes. */
    int returns() throws IOException {
        return returns("ONE-LATE").length;
    }

    /** Of the logarithmic returns, by the textbook's formula. */
    double correlation() throws IOException {
        double[] one = returns("ONE-LATE");
        double[] two = returns("TWO-LATE");
        double covariance = 0;
        for (int i = 0; i < one.length; i++) {
            covariance += (one[i] - mean(one)) * (two[i] - mean(two)) / one.length;
        }
        return covariance / Math.sqrt(variance(one) * variance(two));
    }

    private double[] returns(String product) throws IOException {
        List<Double> closes = Candles.of(tradesBefore()).values().stream()
                .filter(candle ->
                        candle.product().equals(product) && candle.interval().equals("1m"))
                .map(candle -> candle.close().doubleValue())
                .toList();
        double[] returns = new double[closes.size() - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = Math.log(closes.get(i + 1)) - Math.log(closes.get(i));
        }
        return returns;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean(values)) * (value - mean(values));
        }
        return sum / values.length;
    }
}
