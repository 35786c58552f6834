package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.command.Running;
import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.expected.Candle;
import io.candlelake.endtoend.expected.Totals;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ./candlelake sql --query NAME --set PARAMETER=VALUE}, and how its rows are read. */
record NamedQuestion(Sandbox sandbox) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The first query may fetch the engine: 350 MB and more. */
    private static final Duration FETCH = Duration.ofMinutes(12);

    /** {@code rows("vwap", "products=BTC-USD")}. */
    JsonNode rows(String query, String... values) throws Exception {
        return start(query, values).rows();
    }

    /** The same, not waited for: several at once take less time. */
    Asked start(String query, String... values) throws IOException {
        List<String> words = new ArrayList<>(List.of("--output", "json", "--query", query));
        for (String value : values) {
            words.addAll(List.of("--set", value));
        }
        return new Asked(sandbox.start("sql", words.toArray(String[]::new)));
    }

    /** A question that is being answered. */
    record Asked(Running command) {
        JsonNode rows() throws Exception {
            return JSON.readTree(command.await(FETCH).succeeded().out());
        }
    }

    /** Without trailing zeros. */
    static BigDecimal decimal(JsonNode row, String name) {
        return new BigDecimal(row.get(name).textValue()).stripTrailingZeros();
    }

    static void hasNumbers(JsonNode row, Totals totals) {
        assertThat(decimal(row, "volume")).isEqualTo(totals.volume());
        assertThat(decimal(row, "notional")).isEqualTo(totals.notional());
        assertThat(row.get("trade_count").longValue()).isEqualTo(totals.tradeCount());
    }

    /** A candle's row, to be compared with what {@link #numbers(Candle)} makes of the expected one. */
    static String numbers(JsonNode row) {
        return Stream.concat(
                        Stream.of(
                                        "open",
                                        "high",
                                        "low",
                                        "close",
                                        "volume",
                                        "notional",
                                        "vwap",
                                        "buy_volume",
                                        "sell_volume")
                                .map(name -> decimal(row, name).toPlainString()),
                        Stream.of("trade_count", "missing_trades")
                                .map(name -> row.get(name).asText()))
                .collect(Collectors.joining(" ", row.get("open_time").textValue() + " ", ""));
    }

    /** Those with trades. */
    static List<String> traded(JsonNode rows) {
        List<String> traded = new ArrayList<>();
        for (JsonNode row : rows) {
            if (row.get("trade_count").longValue() > 0) {
                traded.add(numbers(row));
            }
        }
        return traded;
    }

    static String numbers(Candle candle) {
        return Stream.concat(
                        Stream.of(
                                        candle.open(),
                                        candle.high(),
                                        candle.low(),
                                        candle.close(),
                                        candle.volume(),
                                        candle.notional(),
                                        candle.vwap(),
                                        candle.buyVolume(),
                                        candle.sellVolume())
                                .map(BigDecimal::toPlainString),
                        Stream.of(candle.tradeCount(), candle.missingTrades()).map(String::valueOf))
                .collect(Collectors.joining(" ", MICROS.format(candle.openTime()) + " ", ""));
    }

    static <K, V> V of(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new NoSuchElementException(key + " is none of " + map.keySet());
        }
        return value;
    }
}
