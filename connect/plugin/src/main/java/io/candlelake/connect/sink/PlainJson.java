package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Rows from JSON in its plainest form, which is how our own writers write it: no white space, the fields in the order of the columns,
 * texts of printable ASCII without escapes, numbers of at most 18 digits without exponent.
 *
 * <p>It says what it is sure of, or nothing: whatever is not plain, or does not fit, is left to the whole parser, which also says why.
 */
final class PlainJson {
    private static final byte[] NULL = "null".getBytes(UTF_8);
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);
    private static final int MOST_DIGITS = 18;

    private final byte[][] names;
    private final Type[] types;
    private final KnownTexts texts = new KnownTexts();

    // The value that is read: where it stands, without quotes.
    private byte[] bytes = {};
    private int from;
    private int to;
    private boolean isText;

    PlainJson(Schema schema) {
        List<NestedField> columns = schema.columns();
        names = columns.stream()
                .map(column -> ('"' + column.name() + "\":").getBytes(UTF_8))
                .toArray(byte[][]::new);
        types = columns.stream().map(NestedField::type).toArray(Type[]::new);
    }

    /** Fills the row, which is clear; false when the message is not plain, and then what the row holds means nothing. */
    boolean read(byte[] message, Row row) {
        bytes = message;
        int at = 0;
        char before = '{';
        for (int column = 0; at < message.length && message[at] == before; column++) {
            column = column(at + 1, column);
            if (column == names.length || !find(at + 1 + names[column].length)) {
                return false;
            }
            if (!isNull()) {
                Object value = value(types[column]);
                if (value == null) {
                    return false;
                }
                row.put(column, value);
            }
            at = isText ? to + 1 : to;
            before = ',';
        }
        return before == ',' && at == message.length - 1 && message[at] == '}';
    }

    /** The first column from there on whose name stands here; those between are absent. */
    private int column(int at, int first) {
        int column = first;
        while (column < names.length && !startsWith(names[column], at)) {
            column++;
        }
        return column;
    }

    private boolean startsWith(byte[] literal, int at) {
        int end = at + literal.length;
        return end <= bytes.length && Arrays.equals(bytes, at, end, literal, 0, literal.length);
    }

    /** Finds the value that begins there. */
    private boolean find(int at) {
        isText = at < bytes.length && bytes[at] == '"';
        from = isText ? at + 1 : at;
        to = from;
        return isText ? findQuote() : findEnd();
    }

    private boolean findQuote() {
        while (to < bytes.length && bytes[to] != '"') {
            // Bytes of other characters than ASCII's are negative.
            if (bytes[to] < ' ' || bytes[to] == '\\') {
                return false;
            }
            to++;
        }
        return to < bytes.length;
    }

    private boolean findEnd() {
        while (to < bytes.length && bytes[to] != ',' && bytes[to] != '}') {
            to++;
        }
        return to > from;
    }

    private boolean isNull() {
        return is(NULL);
    }

    private boolean is(byte[] word) {
        return !isText && Arrays.equals(bytes, from, to, word, 0, word.length);
    }

    private @Nullable Object value(Type type) {
        return switch (type.typeId()) {
            case STRING -> isText ? texts.of(bytes, from, to) : null;
            case LONG -> number();
            case INTEGER -> integer();
            case BOOLEAN -> is(TRUE) ? Boolean.TRUE : is(FALSE) ? Boolean.FALSE : null;
            case DECIMAL -> decimal((DecimalType) type);
            case TIMESTAMP -> time();
            default -> null;
        };
    }

    private @Nullable Long time() {
        long micros = isText ? Timestamp.parseMicros(bytes, from, to) : Timestamp.NONE;
        return micros == Timestamp.NONE ? null : micros;
    }

    private @Nullable Integer integer() {
        Long number = number();
        return number == null || number.intValue() != number ? null : Integer.valueOf(number.intValue());
    }

    /** Not negative, for no such number of ours is. */
    private @Nullable Long number() {
        if (isText || to - from > MOST_DIGITS || (bytes[from] == '0' && to - from > 1)) {
            return null;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Digits, or digits, a point and digits; in quotes, for what a number in JSON may be is a question of its own. */
    private @Nullable BigDecimal decimal(DecimalType type) {
        long unscaled = 0;
        int point = to;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                unscaled = unscaled * 10 + digit;
            } else if (bytes[i] == '.' && point == to && i > from && i < to - 1) {
                point = i;
            } else {
                return null;
            }
        }
        int scale = Math.max(to - point - 1, 0);
        int before = point - from;
        if (!isText
                || before == 0
                || before + scale > MOST_DIGITS
                || scale > type.scale()
                || before > type.precision() - type.scale()) {
            return null;
        }
        return BigDecimal.valueOf(unscaled, scale).setScale(type.scale());
    }
}
