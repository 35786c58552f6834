package io.candlelake.contract.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Amount;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the frames that nearly all are, matches and market trades in the form in which Coinbase sends them, in one pass over
 * their bytes and without an object for a trade. Anything unusual, be it wrong or only written otherwise, is refused as a
 * whole and left to {@link FrameParser}, which gives the same trades for what is taken here.
 *
 * <p>Not thread-safe; the trades hold until the next frame.
 */
public final class PlainFrameParser {
    /** What {@link #parse} gives for a frame that it does not take. */
    public static final int UNUSUAL = -1;

    private static final byte[] TYPE = ascii("type");
    private static final byte[] CHANNEL = ascii("channel");
    private static final byte[] EVENTS = ascii("events");
    private static final byte[] TRADES = ascii("trades");
    private static final byte[] MATCH = ascii("match");
    private static final byte[] LAST_MATCH = ascii("last_match");
    private static final byte[] MARKET_TRADES = ascii("market_trades");
    private static final byte[] PRODUCT_ID = ascii("product_id");
    private static final byte[] TRADE_ID = ascii("trade_id");
    private static final byte[] PRICE = ascii("price");
    private static final byte[] SIZE = ascii("size");
    private static final byte[] SIDE = ascii("side");
    private static final byte[] TIME = ascii("time");
    private static final byte[] SEQUENCE = ascii("sequence");
    private static final byte[] BUY = ascii("buy");
    private static final byte[] SELL = ascii("sell");
    private static final byte[] UPPER_BUY = ascii("BUY");
    private static final byte[] UPPER_SELL = ascii("SELL");

    // A match as Coinbase writes it, but for its values.
    private static final byte[] MATCH_ID = ascii("{\"type\":\"match\",\"trade_id\":");
    private static final byte[] MATCH_MAKER = ascii(",\"maker_order_id\":\"");
    private static final byte[] MATCH_TAKER = ascii(",\"taker_order_id\":\"");
    private static final byte[] MATCH_SIDE = ascii(",\"side\":\"");
    private static final byte[] MATCH_SIZE = ascii(",\"size\":\"");
    private static final byte[] MATCH_PRICE = ascii(",\"price\":\"");
    private static final byte[] MATCH_PRODUCT = ascii(",\"product_id\":\"");
    private static final byte[] MATCH_SEQUENCE = ascii(",\"sequence\":");
    private static final byte[] MATCH_TIME = ascii(",\"time\":\"");

    /** Digits that fit in a long whatever they are. */
    private static final int MAX_DIGITS = 18;

    private static final int MAX_INTEGER_DIGITS = 20;

    private final PlainText json = new PlainText();
    private final List<FlatTrade> trades = new ArrayList<>();
    private int count;

    // Of the frame.
    private byte[] frame = {};
    private byte[] key = {};
    private ProductId product;
    private boolean hasTrades;

    // Of the trade that is being read.
    private long tradeId;
    private long epochMicros;
    private long sequence;
    private boolean takerSells;
    private int fields;
    private int integerDigits;

    @SuppressWarnings("NullAway.Init") // parse comes before anything that reads the product
    public PlainFrameParser() {}

    /**
     * How many trades the frame holds, every one valid and of the product; {@link #UNUSUAL} when that is not so, or the frame is
     * of another kind.
     *
     * @param productKey the product's bytes
     */
    public int parse(byte[] payload, byte[] productKey, ProductId productId) {
        frame = payload;
        key = productKey;
        product = productId;
        count = 0;
        json.over(payload);
        if (json.skip(MATCH_ID)) {
            if (usualMatch()) {
                return count;
            }
            json.over(payload);
        }
        json.expect('{');
        json.name();
        if (json.isPlain() && json.is(TYPE)) {
            match();
        } else if (json.isPlain() && json.is(CHANNEL)) {
            marketTrades();
        } else {
            json.refuse();
        }
        return json.isAtEnd() ? count : UNUSUAL;
    }

    /** The trade at the index, in the frame's order. */
    public FlatTrade trade(int index) {
        return trades.get(index);
    }

    /**
     * What follows the name of a match's id, with all fields where Coinbase puts them: most frames by far, and to compare with
     * what is expected costs less than to look what is there. False where anything stands elsewhere, or is unusual.
     */
    private boolean usualMatch() {
        begin();
        FlatTrade trade = trades.get(0);
        if (!json.wholeNumber()) {
            return false;
        }
        tradeId = json.positiveLong();
        if (tradeId < 1
                || !skipText(MATCH_MAKER)
                || !skipText(MATCH_TAKER)
                || !skipText(MATCH_SIDE)
                || !(json.is(BUY) || json.is(SELL))) {
            return false;
        }
        takerSells = json.is(BUY);
        if (!skipText(MATCH_SIZE)) {
            return false;
        }
        amount(trade.size());
        if (!skipText(MATCH_PRICE)) {
            return false;
        }
        amount(trade.price());
        if (!skipText(MATCH_PRODUCT) || !json.is(key) || !json.skip(MATCH_SEQUENCE) || !json.wholeNumber()) {
            return false;
        }
        sequence = json.positiveLong();
        if (!skipText(MATCH_TIME) || !json.skip('}') || !json.isAtEnd()) {
            return false;
        }
        epochMicros = Timestamp.parseMicros(frame, json.from(), json.to());
        if (epochMicros == Timestamp.NONE || integerDigits > MAX_INTEGER_DIGITS) {
            return false;
        }
        trade.set(product, tradeId, takerSells ? TakerSide.SELL : TakerSide.BUY, epochMicros, sequence);
        count = 1;
        return true;
    }

    private boolean skipText(byte[] before) {
        return json.skip(before) && json.restOfText();
    }

    /** What follows the name "type". */
    private void match() {
        json.scalar();
        if (!json.isText() || !(json.is(MATCH) || json.is(LAST_MATCH))) {
            json.refuse();
            return;
        }
        begin();
        int elements = 1;
        while (json.hasNext(elements++, '}')) {
            json.name();
            if (json.is(TYPE) || json.is(CHANNEL) || json.is(EVENTS)) {
                json.refuse();
            } else {
                field(false);
            }
        }
        end();
    }

    /** What follows the name "channel". */
    private void marketTrades() {
        json.scalar();
        if (!json.isText() || !json.is(MARKET_TRADES)) {
            json.refuse();
            return;
        }
        hasTrades = false;
        boolean hasEvents = false;
        int elements = 1;
        while (json.hasNext(elements++, '}')) {
            json.name();
            if (json.is(CHANNEL) || (hasEvents && json.is(EVENTS))) {
                json.refuse();
            } else if (json.is(EVENTS)) {
                hasEvents = true;
                events();
            } else {
                json.scalar();
            }
        }
        refuseIf(!hasTrades);
    }

    private void events() {
        json.expect('[');
        int events = 0;
        while (json.hasNext(events++, ']')) {
            json.expect('{');
            int elements = 0;
            while (json.hasNext(elements++, '}')) {
                json.name();
                if (json.is(TRADES)) {
                    hasTrades = true;
                    trades();
                } else {
                    json.scalar();
                }
            }
        }
    }

    private void trades() {
        json.expect('[');
        int elements = 0;
        while (json.hasNext(elements++, ']')) {
            json.expect('{');
            begin();
            int members = 0;
            while (json.hasNext(members++, '}')) {
                json.name();
                field(true);
            }
            end();
        }
    }

    private void begin() {
        if (count == trades.size()) {
            trades.add(new FlatTrade(product));
        }
        fields = 0;
        sequence = 0;
        integerDigits = 0;
    }

    /** Takes the trade whose fields were read, if each was there once. */
    private void end() {
        if (fields != 0b111111 || integerDigits > MAX_INTEGER_DIGITS) {
            json.refuse();
            return;
        }
        trades.get(count++).set(product, tradeId, takerSells ? TakerSide.SELL : TakerSide.BUY, epochMicros, sequence);
    }

    /** Reads the value of the field whose name was read. */
    private void field(boolean idIsText) {
        switch (json.length()) {
            case 4 -> {
                if (json.is(SIDE)) {
                    side();
                } else if (json.is(SIZE)) {
                    text(1);
                    amount(trades.get(count).size());
                } else if (json.is(TIME)) {
                    text(2);
                    epochMicros = Timestamp.parseMicros(frame, json.from(), json.to());
                    refuseIf(epochMicros == Timestamp.NONE);
                } else {
                    json.scalar();
                }
            }
            case 5 -> {
                if (json.is(PRICE)) {
                    text(3);
                    amount(trades.get(count).price());
                } else {
                    json.scalar();
                }
            }
            case 8 -> number(idIsText);
            case 10 -> {
                if (json.is(PRODUCT_ID)) {
                    text(5);
                    refuseIf(!json.is(key));
                } else {
                    json.scalar();
                }
            }
            default -> json.scalar();
        }
    }

    private void number(boolean idIsText) {
        if (json.is(TRADE_ID)) {
            once(4);
            json.scalar();
            tradeId = json.positiveLong();
            refuseIf(tradeId < 1 || json.isText() != idIsText);
        } else if (json.is(SEQUENCE)) {
            json.scalar();
            sequence = json.isText() ? 0 : json.positiveLong();
        } else {
            json.scalar();
        }
    }

    /** The frame names the maker's side. */
    private void side() {
        text(0);
        takerSells = json.is(BUY) || json.is(UPPER_BUY);
        refuseIf(!takerSells && !json.is(SELL) && !json.is(UPPER_SELL));
    }

    private void text(int bit) {
        once(bit);
        json.scalar();
        refuseIf(!json.isText());
    }

    private void once(int bit) {
        refuseIf((fields & 1 << bit) != 0);
        fields |= 1 << bit;
    }

    private void refuseIf(boolean unusual) {
        if (unusual) {
            json.refuse();
        }
    }

    /** A positive number: digits, and perhaps a point with digits on both sides. */
    private void amount(Amount amount) {
        int length = json.length();
        long unscaled = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            int digit = json.byteAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                unscaled = unscaled * 10 + digit;
            } else if (digit == '.' - '0' && point < 0 && i > 0 && i < length - 1) {
                point = i;
            } else {
                json.refuse();
                return;
            }
        }
        int digits = point < 0 ? length : length - 1;
        if (digits > MAX_DIGITS || unscaled <= 0) {
            json.refuse();
            return;
        }
        integerDigits += point < 0 ? length : point;
        amount.set(unscaled, point < 0 ? 0 : length - 1 - point);
    }

    private static byte[] ascii(String word) {
        return word.getBytes(UTF_8);
    }
}
