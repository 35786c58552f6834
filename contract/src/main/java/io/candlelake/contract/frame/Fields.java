package io.candlelake.contract.frame;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The fields of one JSON object that matter to us, as they stood: text and kind of token. Reused from frame to frame. */
final class Fields {
    static final int TYPE = 0;
    static final int CHANNEL = 1;
    static final int PRODUCT_ID = 2;
    static final int TRADE_ID = 3;
    static final int PRICE = 4;
    static final int SIZE = 5;
    static final int SIDE = 6;
    static final int TIME = 7;
    static final int SEQUENCE = 8;
    static final int LAST_TRADE_ID = 9;
    static final int CURRENT_TIME = 10;
    private static final int COUNT = 11;

    private static final String[] NAMES = {
        "type",
        "channel",
        "product_id",
        "trade_id",
        "price",
        "size",
        "side",
        "time",
        "sequence",
        "last_trade_id",
        "current_time"
    };

    private final String[] texts = new String[COUNT];
    private final JsonToken[] tokens = new JsonToken[COUNT];

    Fields() {
        clear();
    }

    void clear() {
        for (int i = 0; i < COUNT; i++) {
            texts[i] = "";
            tokens[i] = JsonToken.NOT_AVAILABLE;
        }
    }

    /** Keeps the value that the parser stands on when the field is one of ours; steps over it in any case. */
    void read(String name, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        int field = indexOf(name);
        if (token.isStructStart()) {
            parser.skipChildren();
        }
        if (field >= 0) {
            tokens[field] = token;
            texts[field] = token.isScalarValue() ? parser.getText() : "";
        }
    }

    private static int indexOf(String name) {
        return switch (name) {
            case "type" -> TYPE;
            case "channel" -> CHANNEL;
            case "product_id" -> PRODUCT_ID;
            case "trade_id" -> TRADE_ID;
            case "price" -> PRICE;
            case "size" -> SIZE;
            case "side" -> SIDE;
            case "time" -> TIME;
            case "sequence" -> SEQUENCE;
            case "last_trade_id" -> LAST_TRADE_ID;
            case "current_time" -> CURRENT_TIME;
            default -> -1;
        };
    }

    static String name(int field) {
        return NAMES[field];
    }

    boolean isAbsent(int field) {
        return tokens[field] == JsonToken.NOT_AVAILABLE || tokens[field] == JsonToken.VALUE_NULL;
    }

    boolean isText(int field) {
        return tokens[field] == JsonToken.VALUE_STRING;
    }

    boolean isInteger(int field) {
        return tokens[field] == JsonToken.VALUE_NUMBER_INT;
    }

    /** The value's characters; empty when the field is absent. */
    String text(int field) {
        return texts[field];
    }
}
