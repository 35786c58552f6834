package io.candlelake.contract.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Amount;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * One JSON object after the other, written into the same bytes: {@code start().text(NAME, "BTC-USD").end()}.
 *
 * <p>For the messages that are written for every trade. Names and texts are of our own vocabulary (product ids, labels,
 * constants): printable ASCII without quote or backslash; another text is refused, not escaped. Not thread-safe.
 */
public final class JsonBytes {
    private static final int MAX_NUMBER_LENGTH = 20;
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);

    private static final long MICROS_PER_MINUTE = 60_000_000L;

    /** 10 to the power of the index. */
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private byte[] bytes = new byte[512];
    private int length;
    private final byte[] minuteText = new byte[Timestamp.TEXT_LENGTH];
    private long minute = Long.MIN_VALUE;

    /** Begins a new object. */
    JsonBytes start() {
        length = 0;
        bytes[length++] = '{';
        return this;
    }

    /** The object's bytes, which are the caller's. */
    byte[] end() {
        reserve(1);
        bytes[length++] = '}';
        return Arrays.copyOf(bytes, length);
    }

    /** {@code "name":}, as the other methods want it. */
    static byte[] name(String name) {
        return ('"' + name + "\":").getBytes(UTF_8);
    }

    JsonBytes text(byte[] name, String value) {
        field(name, value.length() + 2);
        bytes[length++] = '"';
        ascii(value);
        bytes[length++] = '"';
        return this;
    }

    JsonBytes number(byte[] name, long value) {
        field(name, MAX_NUMBER_LENGTH);
        digits(value, -1);
        return this;
    }

    JsonBytes truth(byte[] name, boolean value) {
        byte[] word = value ? TRUE : FALSE;
        field(name, word.length);
        raw(word);
        return this;
    }

    /** As text, with all its digits. */
    JsonBytes decimal(byte[] name, BigDecimal value) {
        return text(name, value.toPlainString());
    }

    /** As text, with all its digits. */
    JsonBytes decimal(byte[] name, Amount value) {
        if (!value.isCompact() || value.unscaled() < 0 || value.scale() >= MAX_NUMBER_LENGTH) {
            return decimal(name, value.value());
        }
        field(name, 2 * MAX_NUMBER_LENGTH + 3);
        bytes[length++] = '"';
        digits(value.unscaled(), value.scale());
        bytes[length++] = '"';
        return this;
    }

    /** As text in ISO 8601 with microseconds. Times of one minute after the other pay for their last digits only. */
    JsonBytes time(byte[] name, long epochMicros) {
        field(name, Timestamp.TEXT_LENGTH + 2);
        long newMinute = Math.floorDiv(epochMicros, MICROS_PER_MINUTE);
        if (newMinute != minute) {
            Timestamp.write(newMinute * MICROS_PER_MINUTE, minuteText, 0);
            minute = newMinute;
        }
        bytes[length] = '"';
        System.arraycopy(minuteText, 0, bytes, length + 1, Timestamp.TEXT_LENGTH);
        int ofMinute = (int) (epochMicros - newMinute * MICROS_PER_MINUTE);
        int second = ofMinute / 1_000_000;
        int micros = ofMinute - second * 1_000_000;
        pair(length + 18, second);
        pair(length + 21, micros / 10_000);
        pair(length + 23, micros / 100 % 100);
        pair(length + 25, micros % 100);
        length += Timestamp.TEXT_LENGTH + 2;
        bytes[length - 1] = '"';
        return this;
    }

    private void field(byte[] name, int valueLength) {
        reserve(name.length + valueLength + 2);
        if (length > 1) {
            bytes[length++] = ',';
        }
        raw(name);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void raw(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                throw new IllegalArgumentException("not of our vocabulary: " + text);
            }
            bytes[length++] = (byte) c;
        }
    }

    /** The number's digits, so many of them behind a point; all before it, and no point, when the scale is not positive. */
    private void digits(long number, int scale) {
        if (number < 0) {
            raw(Long.toString(number).getBytes(ISO_8859_1));
            return;
        }
        int count = Math.max(count(number), scale + 1);
        if (scale <= 0) {
            write(number, length, count);
            length += count;
            return;
        }
        write(number, length + 1, count);
        int point = length + count - scale;
        System.arraycopy(bytes, length + 1, bytes, length, point - length);
        bytes[point] = '.';
        length += count + 1;
    }

    /** So many digits, zeros in front if need be, two at a time from the last on. */
    private void write(long number, int position, int count) {
        long rest = number;
        int at = position + count - 2;
        while (at >= position) {
            long hundreds = rest / 100;
            pair(at, (int) (rest - hundreds * 100));
            rest = hundreds;
            at -= 2;
        }
        if (at == position - 1) {
            bytes[position] = (byte) ('0' + rest);
        }
    }

    private void pair(int position, int twoDigits) {
        int tens = twoDigits / 10;
        bytes[position] = (byte) ('0' + tens);
        bytes[position + 1] = (byte) ('0' + twoDigits - tens * 10);
    }

    private static int count(long number) {
        int count = 1;
        while (count < POWERS.length && number >= POWERS[count]) {
            count++;
        }
        return count;
    }
}
