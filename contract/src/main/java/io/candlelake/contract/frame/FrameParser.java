package io.candlelake.contract.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a frame of either Coinbase protocol, by its bytes alone: {@code {"type":"match",...}} is Exchange,
 * {@code {"channel":"market_trades",...}} is Advanced Trade.
 *
 * <p>One pass over the bytes, only the fields that are needed; whatever is wrong comes back as a value with a reason.
 * Not thread-safe: one parser for a thread.
 */
public final class FrameParser {
    /** Frames are UTF-8. Left to guess, Jackson takes some bytes for UTF-16 or 32 and then fails with an I/O error. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final TradeReader exchangeTrade = new TradeReader(false);
    private final TradeReader advancedTrade = new TradeReader(true);
    private final Fields top = new Fields();
    private final Fields event = new Fields();
    private final Fields trade = new Fields();
    private List<JudgedTrade> eventTrades = new ArrayList<>();
    private boolean hasTrades;

    /** What the frame is. Never throws for what the bytes hold. */
    public Frame parse(byte[] payload) {
        if (payload.length == 0) {
            return new Frame.Unreadable("", RejectReason.EMPTY_FRAME, "the frame is empty", Optional.empty());
        }
        top.clear();
        event.clear();
        eventTrades = new ArrayList<>(1);
        hasTrades = false;
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return malformed("not a JSON object");
            }
            readTop(parser);
            if (parser.nextToken() != null) {
                return malformed("something stands behind the JSON object");
            }
            return classify();
        } catch (JsonProcessingException broken) {
            return malformed(firstLine(broken.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void readTop(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("events")) {
                readEvents(parser);
            } else {
                top.read(name, parser);
            }
        }
    }

    private void readEvents(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("trades")) {
                    readTrades(parser);
                } else {
                    event.read(name, parser);
                }
            }
        }
    }

    private void readTrades(JsonParser parser) throws IOException {
        hasTrades = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            trade.clear();
            if (token == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    trade.read(name, parser);
                }
            } else {
                parser.skipChildren();
            }
            eventTrades.add(advancedTrade.read(trade));
        }
    }

    private Frame classify() {
        if (!top.isAbsent(Fields.CHANNEL)) {
            return top.isText(Fields.CHANNEL) ? advanced(top.text(Fields.CHANNEL)) : wrongType(Fields.CHANNEL);
        }
        if (!top.isAbsent(Fields.TYPE)) {
            return top.isText(Fields.TYPE) ? exchange(top.text(Fields.TYPE)) : wrongType(Fields.TYPE);
        }
        return unreadable("", RejectReason.MISSING_FIELD, "neither type nor channel");
    }

    private Frame exchange(String type) {
        return switch (type) {
            case "match", "last_match" -> new Frame.Trades(type, List.of(exchangeTrade.read(top)));
            case "heartbeat" -> heartbeat();
            case Frame.ReplayEnd.KIND ->
                product()
                        .<Frame>map(Frame.ReplayEnd::new)
                        .orElseGet(() -> unreadable(type, RejectReason.INVALID_PRODUCT, "replay_end names no product"));
            default -> new Frame.Other(type, product());
        };
    }

    private Frame advanced(String channel) {
        return switch (channel) {
            case "market_trades" ->
                hasTrades
                        ? new Frame.Trades(channel, eventTrades)
                        : unreadable(channel, RejectReason.MISSING_FIELD, "events[].trades is missing");
            case "heartbeats" -> connectionHeartbeat();
            default -> new Frame.Other(channel, product());
        };
    }

    private Frame heartbeat() {
        if (product().isEmpty()) {
            return top.isAbsent(Fields.PRODUCT_ID)
                    ? unreadable("heartbeat", RejectReason.MISSING_FIELD, "product_id is missing")
                    : unreadable("heartbeat", RejectReason.INVALID_PRODUCT, "product_id is no market");
        }
        long lastTradeId =
                top.isInteger(Fields.LAST_TRADE_ID) ? TradeReader.positiveLong(top.text(Fields.LAST_TRADE_ID)) : 0;
        return timed("heartbeat", top, Fields.TIME, top.text(Fields.TIME), product(), lastTradeId);
    }

    /** {@code 2026-08-09 21:05:48.854840045 +0000 UTC m=+41691.260485341}: the form that Go prints. */
    private Frame connectionHeartbeat() {
        String[] words = event.text(Fields.CURRENT_TIME).split(" ", 5);
        String iso = words.length >= 4 && words[2].equals("+0000") && words[3].equals("UTC")
                ? words[0] + "T" + words[1] + "Z"
                : event.text(Fields.CURRENT_TIME);
        return timed("heartbeats", event, Fields.CURRENT_TIME, iso, Optional.empty(), 0);
    }

    private Frame timed(
            String kind, Fields fields, int field, String iso, Optional<ProductId> product, long lastTradeId) {
        if (fields.isAbsent(field)) {
            return unreadable(kind, RejectReason.MISSING_FIELD, Fields.name(field) + " is missing");
        }
        if (!fields.isText(field)) {
            return unreadable(kind, RejectReason.WRONG_TYPE, Fields.name(field) + " is not text");
        }
        return Timestamp.parse(iso)
                .<Frame>map(time -> new Frame.Heartbeat(kind, product, time, lastTradeId))
                .orElseGet(() -> unreadable(
                        kind,
                        RejectReason.INVALID_TIME,
                        Fields.name(field) + " '" + TradeReader.shown(fields.text(field)) + "' is no time"));
    }

    private Optional<ProductId> product() {
        return top.isText(Fields.PRODUCT_ID) ? ProductId.parse(top.text(Fields.PRODUCT_ID)) : Optional.empty();
    }

    private Frame wrongType(int field) {
        return unreadable("", RejectReason.WRONG_TYPE, Fields.name(field) + " is not text");
    }

    private Frame malformed(String detail) {
        return unreadable("", RejectReason.MALFORMED_JSON, detail);
    }

    private Frame unreadable(String kind, RejectReason reason, String detail) {
        return new Frame.Unreadable(kind, reason, detail, product());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("broken JSON");
    }
}
