package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** Texts that come again and again, such as {@code BTC-USD} and {@code buy}, each as one string: made once, not for every row. */
final class KnownTexts {
    private static final int MOST_LENGTH = 24;
    private static final int PLACES = 1 << 10;

    // By hash; of two with one hash the later.
    private final @Nullable String[] known = new String[PLACES];

    /** The text of these bytes, which are ASCII. */
    String of(byte[] bytes, int from, int to) {
        if (to - from > MOST_LENGTH) {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ hash >>> 10) & (PLACES - 1);
        String text = known[place];
        if (text == null || !isSame(text, bytes, from, to)) {
            text = new String(bytes, from, to - from, ISO_8859_1);
            known[place] = text;
        }
        return text;
    }

    private static boolean isSame(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
