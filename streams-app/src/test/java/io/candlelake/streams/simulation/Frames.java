package io.candlelake.streams.simulation;

import io.candlelake.streams.expected.Told;
import io.candlelake.streams.expected.Trade;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** The bytes of frames, as Coinbase and the producer write them. */
final class Frames {
    private Frames() {}

    static String match(String product, Trade trade) {
        return "{\"type\":\"match\",\"trade_id\":" + trade.id() + ",\"side\":\"" + maker(trade) + "\",\"size\":\""
                + trade.size().toPlainString() + "\",\"price\":\""
                + trade.price().toPlainString()
                + "\",\"product_id\":\"" + product + "\",\"sequence\":" + trade.id() * 10 + ",\"time\":\""
                + time(trade.micros()) + "\"}";
    }

    static String update(String product, List<Trade> trades) {
        return trades.stream()
                .map(trade -> "{\"product_id\":\"" + product + "\",\"trade_id\":\"" + trade.id() + "\",\"price\":\""
                        + trade.price().toPlainString() + "\",\"size\":\""
                        + trade.size().toPlainString() + "\",\"time\":\"" + time(trade.micros()) + "\",\"side\":\""
                        + maker(trade).toUpperCase(java.util.Locale.ROOT) + "\"}")
                .collect(Collectors.joining(
                        ",",
                        "{\"channel\":\"market_trades\",\"client_id\":\"\",\"timestamp\":\"2026-11-20T00:00:00Z\","
                                + "\"sequence_num\":3,\"events\":[{\"type\":\"update\",\"trades\":[",
                        "]}]}"));
    }

    static String page(List<Trade> trades) {
        return trades.stream()
                .map(trade -> "{\"trade_id\":" + trade.id() + ",\"side\":\"" + maker(trade) + "\",\"size\":\""
                        + trade.size().toPlainString() + "\",\"price\":\""
                        + trade.price().toPlainString() + "\",\"time\":\"" + time(trade.micros()) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String heartbeat(String product, Told.Heartbeat heartbeat) {
        return "{\"type\":\"heartbeat\",\"last_trade_id\":" + heartbeat.newestId() + ",\"product_id\":\"" + product
                + "\",\"sequence\":7,\"time\":\"" + time(heartbeat.micros()) + "\"}";
    }

    static String report(String product, Told.Report report) {
        return "{\"product_id\":\"" + product + "\",\"first_missing_id\":" + report.first() + ",\"last_missing_id\":"
                + report.last() + ",\"status\":\"" + (report.isGivenUp() ? "UNREPAIRABLE" : "OPEN") + "\",\"cause\":\""
                + report.cause() + "\"}";
    }

    /** A frame that must be rejected, and why: {@code [payload, reason]}. */
    static List<String> bad(String product, Trade trade, Random random) {
        String good = match(product, trade);
        return switch (random.nextInt(8)) {
            case 0 -> List.of(good.substring(0, 1 + random.nextInt(good.length() - 1)), "MALFORMED_JSON");
            case 1 -> List.of("", "EMPTY_FRAME");
            case 2 -> List.of(good.replaceFirst("\"size\":\"[^\"]*\"", "\"size\":\"0\""), "INVALID_SIZE");
            case 3 -> List.of(good.replaceFirst("\"price\":\"[^\"]*\"", "\"price\":\"NaN\""), "INVALID_PRICE");
            case 4 -> List.of(good.replaceFirst("\"price\":\"[^\"]*\",", ""), "MISSING_FIELD");
            case 5 -> List.of(good.replaceFirst("\"time\":\"[^\"]*\"", "\"time\":\"yesterday\""), "INVALID_TIME");
            case 6 -> List.of(good.replaceFirst("\"trade_id\":\\d+", "\"trade_id\":0"), "INVALID_TRADE_ID");
            default ->
                List.of(
                        good.replaceFirst("\"size\":\"[^\"]*\"", "\"size\":\"0.0000000000000000001\""),
                        "SCALE_EXCEEDED");
        };
    }

    private static String maker(Trade trade) {
        return trade.isBuy() ? "sell" : "buy";
    }

    static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
