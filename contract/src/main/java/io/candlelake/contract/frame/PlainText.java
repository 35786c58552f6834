package io.candlelake.contract.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over JSON in its plainest form: no white space, texts of printable ASCII without escapes, whole numbers that are
 * not negative, objects and arrays of these. Whatever is not plain turns it unusual, and then nothing it says counts.
 */
final class PlainText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Longer names and numbers are left to Jackson, which has limits of its own for them. */
    private static final int MAX_LENGTH = 100;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private byte[] bytes = {};
    private int at;
    private int end;
    private boolean unusual;

    // The value that was read last: where its text stands, without quotes.
    private int from;
    private int to;
    private boolean text;

    void over(byte[] frame) {
        bytes = frame;
        at = 0;
        end = frame.length;
        unusual = false;
    }

    /** Whether all was plain so far. */
    boolean isPlain() {
        return !unusual;
    }

    /** Whether all was plain, and nothing stands behind. */
    boolean isAtEnd() {
        return !unusual && at == end;
    }

    void refuse() {
        unusual = true;
    }

    /** Steps over the byte if it is the next. */
    boolean skip(char c) {
        if (!unusual && at < end && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Steps over these bytes if they are the next. */
    boolean skip(byte[] literal) {
        int after = at + literal.length;
        if (after <= end && Arrays.equals(bytes, at, after, literal, 0, literal.length)) {
            at = after;
            return true;
        }
        return false;
    }

    /** Reads a text whose opening quote was stepped over; false when it is unusual. */
    boolean restOfText() {
        from = at;
        text = true;
        int quote = endOfText();
        if (quote < 0) {
            to = from;
            unusual = true;
            return false;
        }
        to = quote;
        at = quote + 1;
        return true;
    }

    /** Reads a whole number; false when there is none. */
    boolean wholeNumber() {
        integer();
        return !unusual;
    }

    /** Steps over the byte, which must be the next. */
    void expect(char c) {
        if (!skip(c)) {
            unusual = true;
        }
    }

    /** Whether another element of the object or array follows, of which so many were read. Steps over its comma, or the end. */
    boolean hasNext(int elements, char close) {
        if (unusual || skip(close)) {
            return false;
        }
        if (elements > 0) {
            expect(',');
        }
        return !unusual;
    }

    /** Reads a field's name and its colon. */
    void name() {
        string();
        unusual |= to - from > MAX_LENGTH;
        expect(':');
    }

    /** Reads a text or a whole number. */
    void scalar() {
        if (at < end && bytes[at] == '"') {
            string();
        } else {
            integer();
        }
    }

    private void string() {
        expect('"');
        if (!unusual) {
            restOfText();
        }
    }

    /** Where the text's closing quote stands; -1 when something unusual stands before it. Eight bytes at a time. */
    private int endOfText() {
        int i = at;
        while (i + Long.BYTES <= end) {
            long eight = (long) LONGS.get(bytes, i);
            long special = special(eight);
            if (special != 0) {
                i += Long.numberOfTrailingZeros(special) >>> 3;
                return bytes[i] == '"' ? i : -1;
            }
            i += Long.BYTES;
        }
        while (i < end) {
            byte b = bytes[i];
            if (b == '"') {
                return i;
            }
            if (b < ' ' || b == '\\' || b == 0x7f) {
                return -1;
            }
            i++;
        }
        return -1;
    }

    /** The high bit of each byte that is a quote, a backslash, a control character or not ASCII; the lowest one is exact. */
    private static long special(long eight) {
        long quotes = eight ^ (ONES * '"');
        long backslashes = eight ^ (ONES * '\\');
        long deletes = eight ^ (ONES * 0x7f);
        long found = ((quotes - ONES) & ~quotes)
                | ((backslashes - ONES) & ~backslashes)
                | ((deletes - ONES) & ~deletes)
                | ((eight - ONES * ' ') & ~eight)
                | eight;
        return found & HIGH_BITS;
    }

    private void integer() {
        from = at;
        text = false;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        to = at;
        boolean hasLeadingZero = to - from > 1 && bytes[from] == '0';
        if (from == to || hasLeadingZero || to - from > MAX_LENGTH) {
            unusual = true;
        }
    }

    /** Whether the value is a text; else it is a number. */
    boolean isText() {
        return text;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** The value's byte at the index. */
    byte byteAt(int index) {
        return bytes[from + index];
    }

    /** Whether the value's bytes are these. */
    boolean is(byte[] word) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** The value as a positive number of 64 bits, 0 when it is none. */
    long positiveLong() {
        if (to == from || to - from > 19) {
            return 0;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return Math.max(number, 0);
    }
}
