package io.candlelake.endtoend.expected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A file of good frames, Exchange or Advanced Trade, one a line, plain or gzip: {@code Recording.read(Path.of("a.ndjson.gz"))}.
 *
 * @param lines the frames' bytes
 * @param framesByType Exchange: by {@code type}; Advanced Trade: by {@code channel}
 * @param trades in the order of the file, repeated ones too
 */
public record Recording(List<byte[]> lines, Map<String, Integer> framesByType, List<Trade> trades) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Recording read(Path file) throws IOException {
        List<byte[]> lines = lines(file);
        Map<String, Integer> framesByType = new TreeMap<>();
        List<Trade> trades = new ArrayList<>();
        for (byte[] line : lines) {
            JsonNode frame = JSON.readTree(line);
            framesByType.merge(
                    frame.has("type")
                            ? frame.get("type").textValue()
                            : frame.get("channel").textValue(),
                    1,
                    Integer::sum);
            trades.addAll(trades(frame));
        }
        return new Recording(lines, framesByType, trades);
    }

    /** Each trade once, the first seen. */
    public Map<Trade.Key, Trade> distinct() {
        return distinct(trades);
    }

    static Map<Trade.Key, Trade> distinct(Collection<Trade> trades) {
        Map<Trade.Key, Trade> distinct = new LinkedHashMap<>();
        trades.forEach(trade -> distinct.putIfAbsent(trade.key(), trade));
        return distinct;
    }

    public int duplicates() {
        return trades.size() - distinct().size();
    }

    /** The trades of one good frame; none for a frame of another kind. */
    public static List<Trade> trades(byte[] line) throws IOException {
        return trades(JSON.readTree(line));
    }

    /** A match's place among all messages of its product; Advanced Trade counts by connection, which is another thing. */
    public static Optional<Long> sequence(byte[] line) throws IOException {
        return Optional.of(JSON.readTree(line).path("sequence"))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue);
    }

    private static List<Trade> trades(JsonNode frame) {
        String type = frame.path("type").asText();
        List<Trade> trades = new ArrayList<>();
        if (type.equals("match") || type.equals("last_match")) {
            trades.add(trade(frame));
        } else if (frame.path("channel").asText().equals("market_trades")) {
            frame.get("events").forEach(event -> event.get("trades").forEach(trade -> trades.add(trade(trade))));
        }
        return trades;
    }

    private static Trade trade(JsonNode json) {
        return new Trade(
                json.get("product_id").textValue(),
                Long.parseLong(json.get("trade_id").asText()),
                new BigDecimal(json.get("price").textValue()),
                new BigDecimal(json.get("size").textValue()),
                opposite(json.get("side").textValue()),
                Instant.parse(json.get("time").textValue()));
    }

    private static String opposite(String makerSide) {
        return switch (makerSide.toLowerCase(Locale.ROOT)) {
            case "buy" -> "sell";
            case "sell" -> "buy";
            default -> throw new IllegalArgumentException("side " + makerSide);
        };
    }

    private static List<byte[]> lines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                bytes = in.readAllBytes();
            }
        }
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(b);
            }
        }
        if (line.size() > 0) {
            lines.add(line.toByteArray());
        }
        return lines;
    }
}
