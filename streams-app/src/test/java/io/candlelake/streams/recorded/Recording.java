package io.candlelake.streams.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.streams.expected.Trade;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A file of frames, one a line, and what stands in it, read with Jackson's tree and no class of the product.
 *
 * @param lines the frames
 * @param trades of each product, by id; each once
 * @param candles of the candles channel, in the file's order
 */
record Recording(List<String> lines, Map<String, TreeMap<Long, Trade>> trades, List<CoinbaseCandle> candles) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A five-minute candle as Coinbase sends it, running or over; the start in microseconds since the epoch. */
    record CoinbaseCandle(
            String product,
            long openTime,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume) {
        static CoinbaseCandle of(JsonNode json) {
            return new CoinbaseCandle(
                    json.get("product_id").textValue(),
                    Long.parseLong(json.get("start").textValue()) * 1_000_000L,
                    decimal(json, "open"),
                    decimal(json, "high"),
                    decimal(json, "low"),
                    decimal(json, "close"),
                    decimal(json, "volume"));
        }
    }

    static Recording read(Path file) throws IOException {
        Recording recording = new Recording(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                recording.add(line);
            }
        }
        return recording;
    }

    private void add(String line) throws IOException {
        lines.add(line);
        JsonNode frame = JSON.readTree(line);
        String type = frame.path("type").asText();
        if (type.equals("match") || type.equals("last_match")) {
            add(frame);
        } else if (frame.path("channel").asText().equals("market_trades")) {
            frame.get("events").forEach(event -> event.get("trades").forEach(this::add));
        } else if (frame.path("channel").asText().equals("candles")) {
            frame.get("events")
                    .forEach(event -> event.get("candles").forEach(candle -> candles.add(CoinbaseCandle.of(candle))));
        }
    }

    private void add(JsonNode json) {
        Instant time = Instant.parse(json.get("time").textValue());
        // Both feeds tell the maker's side.
        boolean isBuy = json.get("side").textValue().toLowerCase(Locale.ROOT).equals("sell");
        Trade trade = new Trade(
                Long.parseLong(json.get("trade_id").asText()),
                time.getEpochSecond() * 1_000_000L + time.getNano() / 1_000,
                decimal(json, "price"),
                decimal(json, "size"),
                isBuy);
        trades.computeIfAbsent(json.get("product_id").textValue(), product -> new TreeMap<>())
                .putIfAbsent(trade.id(), trade);
    }

    private static BigDecimal decimal(JsonNode json, String name) {
        return new BigDecimal(json.get(name).textValue()).stripTrailingZeros();
    }

    /** The products that a frame speaks of: it is written once for each. */
    Map<String, Boolean> productsOf(String line) {
        Map<String, Boolean> products = new HashMap<>();
        trades.keySet().forEach(product -> products.put(product, line.contains("\"" + product + "\"")));
        return products;
    }
}
