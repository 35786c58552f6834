package io.candlelake.contract.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.domain.Feed;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the producer fetched, or noted itself: frames of the {@code rest} feed, and of a replayed recording of it. Their channel says what they are, for a page
 * of trades does not, and names no product: that is the record's key.
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><td>rest_trades</td><td>{@code [{"trade_id":7,"side":"buy","size":"0.2","price":"63514.60000000","time":"..."}]}</td></tr>
 * <tr><td>spot_price</td><td>{@code {"data":{"amount":"63514.6","base":"BTC","currency":"USD"}}}</td></tr>
 * <tr><td>gap_report</td><td>{@code {"product_id":"BTC-USD","first_missing_id":7,"last_missing_id":9,"status":"OPEN","cause":"RECONNECT"}}</td></tr>
 * <tr><td>spot_missed</td><td>{@code {"product_id":"BTC-USD","scheduled_at":"2026-07-07T22:58:00.000000Z","detail":"..."}}</td></tr>
 * </table>
 *
 * <p>Whatever is wrong comes back as a value with a reason. Not thread-safe: one parser for a thread.
 */
public final class RestFrameParser {
    /** A page of {@code GET /products/BTC-USD/trades}. */
    public static final String TRADES = "rest_trades";

    /** An answer of {@code GET /v2/prices/BTC-USD/spot}. */
    public static final String SPOT = "spot_price";

    /** A {@link Frame.GapReport}. */
    public static final String GAP = "gap_report";

    /** A {@link Frame.SpotMissed}. */
    public static final String SPOT_MISSED = "spot_missed";

    private static final Set<String> CHANNELS = Set.of(TRADES, SPOT, GAP, SPOT_MISSED);

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    private static final ObjectMapper TREE = new ObjectMapper(JSON);

    private final TradeReader reader = new TradeReader(false);
    private final Fields fields = new Fields();

    /** Whether a record of raw_messages is of this parser, or of {@link FrameParser}. */
    public static boolean reads(Feed feed, Optional<String> channel) {
        return (feed == Feed.REST || feed == Feed.REPLAY) && channel.isPresent() && CHANNELS.contains(channel.get());
    }

    /**
     * What the frame is.
     *
     * @param channel the record's header
     * @param product the record's key
     */
    public Frame parse(Optional<String> channel, Optional<ProductId> product, byte[] payload) {
        String kind = channel.orElse("");
        if (payload.length == 0) {
            return unreadable(kind, product, RejectReason.EMPTY_FRAME, "the frame is empty");
        }
        if (product.isEmpty()) {
            return unreadable(kind, product, RejectReason.WRONG_KEY, "a frame of REST has no product for its key");
        }
        try {
            return switch (kind) {
                case TRADES -> trades(product.get(), payload);
                case SPOT -> spot(product.get(), TREE.readTree(payload));
                case GAP -> gap(product.get(), TREE.readTree(payload));
                case SPOT_MISSED -> spotMissed(product.get(), TREE.readTree(payload));
                default -> new Frame.Other(kind, product);
            };
        } catch (JsonProcessingException broken) {
            return unreadable(kind, product, RejectReason.MALFORMED_JSON, firstLine(broken.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Frame trades(ProductId product, byte[] payload) throws IOException {
        List<JudgedTrade> trades = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return unreadable(TRADES, Optional.of(product), RejectReason.MALFORMED_JSON, "not a JSON array");
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                fields.clear();
                if (token == JsonToken.START_OBJECT) {
                    readFields(parser);
                } else {
                    parser.skipChildren();
                }
                trades.add(reader.read(product, fields));
            }
            if (parser.nextToken() != null) {
                return unreadable(
                        TRADES,
                        Optional.of(product),
                        RejectReason.MALFORMED_JSON,
                        "something stands behind the JSON array");
            }
        }
        return new Frame.Trades(TRADES, trades);
    }

    private void readFields(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.read(name, parser);
        }
    }

    private static Frame spot(ProductId product, @Nullable JsonNode answer) {
        JsonNode data = answer == null ? TREE.createObjectNode() : answer.path("data");
        String amount = data.path("amount").asText();
        String pair = data.path("base").asText() + "-" + data.path("currency").asText();
        if (!data.path("amount").isTextual()) {
            return unreadable(SPOT, Optional.of(product), RejectReason.MISSING_FIELD, "data.amount is missing");
        }
        if (!pair.equals(product.value())) {
            return unreadable(
                    SPOT,
                    Optional.of(product),
                    RejectReason.INVALID_PRODUCT,
                    "the answer is of " + TradeReader.shown(pair) + ", " + product + " was asked for");
        }
        Verdict<BigDecimal> verdict = TradeReader.amount("data.amount", amount);
        return verdict instanceof Verdict.Rejected<BigDecimal> rejected
                ? unreadable(SPOT, Optional.of(product), rejected.reason(), rejected.detail())
                : new Frame.SpotQuote(
                        product,
                        ((Verdict.Accepted<BigDecimal>) verdict).value(),
                        data.path("currency").asText());
    }

    private static Frame gap(ProductId product, @Nullable JsonNode report) {
        if (report == null) {
            return malformedNote(GAP, product);
        }
        long first = report.path("first_missing_id").asLong();
        long last = report.path("last_missing_id").asLong();
        try {
            if (first < 1 || last < first) {
                return malformedNote(GAP, product);
            }
            return new Frame.GapReport(
                    product,
                    first,
                    last,
                    GapStatus.valueOf(report.path("status").asText()),
                    GapCause.valueOf(report.path("cause").asText()));
        } catch (IllegalArgumentException unknownWord) {
            return malformedNote(GAP, product);
        }
    }

    private static Frame spotMissed(ProductId product, @Nullable JsonNode note) {
        JsonNode fields = note == null ? TREE.createObjectNode() : note;
        return Timestamp.parse(fields.path("scheduled_at").asText())
                .<Frame>map(time -> new Frame.SpotMissed(
                        product, time, fields.path("detail").asText()))
                .orElseGet(() -> malformedNote(SPOT_MISSED, product));
    }

    private static Frame malformedNote(String kind, ProductId product) {
        return unreadable(kind, Optional.of(product), RejectReason.WRONG_TYPE, "not a note of the producer's form");
    }

    /** The payload of a gap report. */
    public static byte[] encode(Frame.GapReport report) {
        return bytes(TREE.createObjectNode()
                .put("product_id", report.productId().value())
                .put("first_missing_id", report.firstMissingId())
                .put("last_missing_id", report.lastMissingId())
                .put("status", report.status().name())
                .put("cause", report.cause().name()));
    }

    /** The payload of a note that a spot price was not fetched. */
    public static byte[] encode(Frame.SpotMissed note) {
        return bytes(TREE.createObjectNode()
                .put("product_id", note.productId().value())
                .put("scheduled_at", note.scheduledAt().toString())
                .put("detail", note.detail()));
    }

    private static byte[] bytes(JsonNode note) {
        try {
            return TREE.writeValueAsBytes(note);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    private static Frame unreadable(String kind, Optional<ProductId> product, RejectReason reason, String detail) {
        return new Frame.Unreadable(kind, reason, detail, product);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("broken JSON");
    }
}
