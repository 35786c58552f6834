package io.candlelake.contract.frame;

import static io.candlelake.contract.frame.Fields.PRICE;
import static io.candlelake.contract.frame.Fields.PRODUCT_ID;
import static io.candlelake.contract.frame.Fields.SEQUENCE;
import static io.candlelake.contract.frame.Fields.SIDE;
import static io.candlelake.contract.frame.Fields.SIZE;
import static io.candlelake.contract.frame.Fields.TIME;
import static io.candlelake.contract.frame.Fields.TRADE_ID;

import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Judges the fields of one trade. The first fault found is the reason. */
final class TradeReader {
    /** Columns are decimal(38,18). */
    private static final int MAX_SCALE = 18;

    private static final int MAX_INTEGER_DIGITS = 20;

    /** No number that fits has more characters, trailing zeros granted; a longer one is not worth parsing. */
    private static final int MAX_NUMBER_LENGTH = 100;

    private final boolean tradeIdIsText;

    /** Exchange sends trade ids as numbers, Advanced Trade as text. */
    TradeReader(boolean tradeIdIsText) {
        this.tradeIdIsText = tradeIdIsText;
    }

    /** A trade that names its product. */
    JudgedTrade read(Fields fields) {
        Optional<ProductId> product =
                fields.isText(PRODUCT_ID) ? ProductId.parse(fields.text(PRODUCT_ID)) : Optional.empty();
        return judge(product, () -> {
            requireText(fields, PRODUCT_ID);
            ProductId productId = product.orElseThrow(() -> new Fault(
                    RejectReason.INVALID_PRODUCT, "product_id '" + shown(fields.text(PRODUCT_ID)) + "' is no market"));
            return trade(productId, fields);
        });
    }

    /** A trade of a REST page, which is of the product that was asked for and names none. */
    JudgedTrade read(ProductId product, Fields fields) {
        return judge(Optional.of(product), () -> trade(product, fields));
    }

    private static JudgedTrade judge(Optional<ProductId> product, Supplier<Trade> reading) {
        try {
            return new JudgedTrade(product, new Verdict.Accepted<>(reading.get()));
        } catch (Fault fault) {
            return new JudgedTrade(product, new Verdict.Rejected<>(fault.reason, fault.detail));
        }
    }

    private Trade trade(ProductId product, Fields fields) {
        long tradeId = tradeId(fields);
        BigDecimal price = decimal(fields, PRICE, RejectReason.INVALID_PRICE);
        BigDecimal size = decimal(fields, SIZE, RejectReason.INVALID_SIZE);
        if (integerDigits(price.multiply(size)) > MAX_INTEGER_DIGITS) {
            throw new Fault(RejectReason.OUT_OF_RANGE, "price times size has over 20 digits before the point");
        }
        return new Trade(product, tradeId, price, size, side(fields), time(fields), sequence(fields));
    }

    private long tradeId(Fields fields) {
        requirePresent(fields, TRADE_ID);
        if (tradeIdIsText ? !fields.isText(TRADE_ID) : !fields.isInteger(TRADE_ID)) {
            throw new Fault(RejectReason.WRONG_TYPE, "trade_id is not " + (tradeIdIsText ? "text" : "an integer"));
        }
        long id = positiveLong(fields.text(TRADE_ID));
        if (id < 1) {
            throw new Fault(
                    RejectReason.INVALID_TRADE_ID,
                    "trade_id '" + shown(fields.text(TRADE_ID)) + "' is not a positive 64 bit number");
        }
        return id;
    }

    private static BigDecimal decimal(Fields fields, int field, RejectReason invalid) {
        requireText(fields, field);
        return decimal(Fields.name(field), fields.text(field), invalid);
    }

    /** A positive number that fits its column, or the reason why it is none. */
    static Verdict<BigDecimal> amount(String name, String text) {
        try {
            return new Verdict.Accepted<>(decimal(name, text, RejectReason.INVALID_PRICE));
        } catch (Fault fault) {
            return new Verdict.Rejected<>(fault.reason, fault.detail);
        }
    }

    private static BigDecimal decimal(String name, String text, RejectReason invalid) {
        BigDecimal number = number(text)
                .filter(parsed -> parsed.signum() > 0)
                .orElseThrow(() -> new Fault(invalid, name + " '" + shown(text) + "' is not a positive number"));
        if (integerDigits(number) > MAX_INTEGER_DIGITS) {
            throw new Fault(
                    RejectReason.OUT_OF_RANGE, name + " '" + shown(text) + "' has over 20 digits before the point");
        }
        BigDecimal fitting = number.scale() > MAX_SCALE ? number.stripTrailingZeros() : number;
        if (fitting.scale() > MAX_SCALE) {
            throw new Fault(
                    RejectReason.SCALE_EXCEEDED, name + " '" + shown(text) + "' has over 18 digits after the point");
        }
        return fitting;
    }

    /** Digits before the point. Never expands 1e999999. */
    private static long integerDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            // BigDecimal would take digits of every script; Coinbase sends ASCII.
            if (text.charAt(i) > 'e') {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static TakerSide side(Fields fields) {
        requireText(fields, SIDE);
        return switch (fields.text(SIDE)) {
            case "buy", "BUY" -> TakerSide.SELL;
            case "sell", "SELL" -> TakerSide.BUY;
            default ->
                throw new Fault(
                        RejectReason.INVALID_SIDE, "side '" + shown(fields.text(SIDE)) + "' is neither buy nor sell");
        };
    }

    private static Timestamp time(Fields fields) {
        requireText(fields, TIME);
        return Timestamp.parse(fields.text(TIME))
                .orElseThrow(() -> new Fault(
                        RejectReason.INVALID_TIME, "time '" + shown(fields.text(TIME)) + "' is not ISO 8601 in UTC"));
    }

    /** A sequence that is absent or odd is no reason to lose a trade. */
    private static OptionalLong sequence(Fields fields) {
        long sequence = fields.isInteger(SEQUENCE) ? positiveLong(fields.text(SEQUENCE)) : 0;
        return sequence > 0 ? OptionalLong.of(sequence) : OptionalLong.empty();
    }

    /** The number, or 0 when the text is not a positive decimal integer of 64 bits. */
    static long positiveLong(String text) {
        if (text.isEmpty() || text.length() > 19) {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return Math.max(number, 0);
    }

    private static void requirePresent(Fields fields, int field) {
        if (fields.isAbsent(field)) {
            throw new Fault(RejectReason.MISSING_FIELD, Fields.name(field) + " is missing");
        }
    }

    private static void requireText(Fields fields, int field) {
        requirePresent(fields, field);
        if (!fields.isText(field)) {
            throw new Fault(RejectReason.WRONG_TYPE, Fields.name(field) + " is not text");
        }
    }

    /** A value for a detail line: never longer than a line. */
    static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** Leaves {@link #read} at the first fault; has no stack trace, for bad input is no event worth one. */
    private static final class Fault extends RuntimeException {
        private final RejectReason reason;
        private final String detail;

        Fault(RejectReason reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
            this.detail = detail;
        }
    }
}
