package io.candlelake.endtoend.examination;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.expected.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of raw_messages, read by Coinbase's documentation alone.
 *
 * @param product the record's key; empty where it has none
 * @param channel by its header
 * @param rest whether it was fetched or noted, not received from a feed
 * @param trades those of the product, in the frame's order
 * @param lastTradeId what a heartbeat says; 0 where unknown
 * @param broken whether the frame, or a trade of it, is not what Coinbase documents
 */
record RawFrame(
        Position position,
        String product,
        String channel,
        boolean rest,
        List<Trade> trades,
        long lastTradeId,
        boolean broken) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static RawFrame of(ConsumerRecord<byte[], byte[]> record) {
        Reading reading = new Reading(record.key() == null ? "" : new String(record.key(), UTF_8));
        String channel = header(record, "channel");
        boolean rest = header(record, "feed").equals("rest");
        try {
            reading.read(channel, rest, JSON.readTree(record.value()));
        } catch (IOException noJson) {
            reading.broken = true;
        }
        return new RawFrame(
                Position.of(record),
                reading.product,
                channel,
                rest,
                reading.trades,
                reading.lastTradeId,
                reading.broken);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static final class Reading {
        private final String product;
        private final List<Trade> trades = new ArrayList<>();
        private long lastTradeId;
        private boolean broken;

        Reading(String product) {
            this.product = product;
        }

        void read(String channel, boolean rest, JsonNode frame) {
            if (rest) {
                if (channel.equals("rest_trades")) {
                    frame.forEach(trade -> take(trade, product));
                }
            } else if (frame.path("type").isTextual()) {
                exchange(frame.get("type").textValue(), frame);
            } else if (frame.path("channel").isTextual()) {
                advanced(frame.get("channel").textValue(), frame.path("events"));
            } else {
                broken = true;
            }
        }

        private void exchange(String type, JsonNode frame) {
            if (type.equals("match") || type.equals("last_match")) {
                take(frame, frame.path("product_id").textValue());
            } else if (type.equals("heartbeat")) {
                JsonNode last = frame.path("last_trade_id");
                broken |= !last.isIntegralNumber()
                        || !frame.path("product_id").isTextual()
                        || !isTime(frame.path("time"));
                lastTradeId = last.isIntegralNumber()
                                && product.equals(frame.path("product_id").textValue())
                        ? last.longValue()
                        : 0;
            }
        }

        private void advanced(String channel, JsonNode events) {
            if (channel.equals("market_trades")) {
                broken |= !events.isArray();
                events.forEach(event -> {
                    broken |= !event.path("trades").isArray();
                    event.path("trades")
                            .forEach(trade ->
                                    take(trade, trade.path("product_id").textValue()));
                });
            } else if (channel.equals("heartbeats")) {
                broken |= !events.isArray();
                events.forEach(event -> broken |= !event.path("current_time").isTextual());
            }
        }

        private void take(JsonNode json, @org.jspecify.annotations.Nullable String of) {
            try {
                if (of == null) {
                    broken = true;
                } else if (of.equals(product)) {
                    trades.add(trade(json, of));
                }
            } catch (IllegalArgumentException | DateTimeParseException wrong) {
                broken = true;
            }
        }

        private static Trade trade(JsonNode json, String product) {
            JsonNode id = json.path("trade_id");
            return new Trade(
                    product,
                    id.isIntegralNumber() ? id.longValue() : Long.parseLong(text(json, "trade_id")),
                    positive(text(json, "price")),
                    positive(text(json, "size")),
                    opposite(text(json, "side")),
                    Instant.parse(text(json, "time")));
        }

        private static String text(JsonNode json, String name) {
            JsonNode field = json.path(name);
            if (!field.isTextual()) {
                throw new IllegalArgumentException(name + " is no text in " + json);
            }
            return field.textValue();
        }

        private static BigDecimal positive(String text) {
            BigDecimal number = new BigDecimal(text);
            if (number.signum() <= 0) {
                throw new IllegalArgumentException(text + " is not positive");
            }
            return number;
        }

        private static String opposite(String makerSide) {
            return switch (makerSide.toLowerCase(Locale.ROOT)) {
                case "buy" -> "sell";
                case "sell" -> "buy";
                default -> throw new IllegalArgumentException("side " + makerSide);
            };
        }

        private static boolean isTime(JsonNode field) {
            try {
                Instant.parse(field.asText());
                return field.isTextual();
            } catch (DateTimeParseException wrong) {
                return false;
            }
        }
    }
}
