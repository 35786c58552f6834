package io.candlelake.producer.raw;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.candlelake.domain.ProductId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The products that an Advanced Trade frame names in its events: {@code events[].product_id} (l2_data),
 * {@code events[].tickers[].product_id}, {@code events[].candles[].product_id}; and, apart, those whose trades an
 * acknowledgement lists: {@code events[].subscriptions.market_trades[]}.
 *
 * @param named the products that the frame is of
 * @param tradeSubscriptions the products whose trades come on this connection
 */
record EventProducts(Set<ProductId> named, Set<ProductId> tradeSubscriptions) {
    // Frames are UTF-8; without this Jackson takes the first bytes for a hint at UTF-16 or UTF-32.
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    /** Of a frame that was readable as JSON. Names no product when the frame has no events, or other ones. */
    static EventProducts read(byte[] payload) {
        EventProducts found = new EventProducts(new TreeSet<>(), new TreeSet<>());
        try (JsonParser parser = JSON.createParser(payload)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean events = parser.currentName().equals("events");
                if (parser.nextToken() == JsonToken.START_ARRAY && events) {
                    found.readEvents(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a frame that was readable is not any more", impossible);
        }
        return found;
    }

    private void readEvents(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readEvent(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readEvent(JsonParser parser) throws IOException {
        boolean productKnown = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("product_id") && value == JsonToken.VALUE_STRING) {
                add(named, parser);
                productKnown = true;
            } else if (name.equals("subscriptions") && value == JsonToken.START_OBJECT) {
                readSubscriptions(parser);
            } else if (value == JsonToken.START_ARRAY && !productKnown) {
                // An l2_data event says its product first; its megabytes of updates need no look.
                readItems(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readItems(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean product = parser.currentName().equals("product_id");
                if (parser.nextToken() == JsonToken.VALUE_STRING && product) {
                    add(named, parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void readSubscriptions(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean trades = parser.currentName().equals("market_trades");
            if (parser.nextToken() != JsonToken.START_ARRAY || !trades) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    add(tradeSubscriptions, parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static void add(Set<ProductId> products, JsonParser parser) throws IOException {
        ProductId.parse(parser.getText()).ifPresent(products::add);
    }
}
