package io.candlelake.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Text that came from outside, made fit for a terminal. */
public final class Text {
    private Text() {}

    /** The text with every control character as {@code ·}: a frame must not be able to steer the terminal. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unsafe = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            printable.append(unsafe ? '·' : c);
        }
        return printable.toString();
    }

    /** {@code cut("candlelake", 6)} is {@code candl…}. */
    static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Math.max(width - 1, 0);
        // Not through the middle of a character of two.
        boolean split = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, split ? end - 1 : end) + "…";
    }

    /** The bytes as text; empty when they are not UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    /** As far as the bytes are UTF-8; other bytes as {@code �}. */
    static String readable(byte[] bytes, int atMost) {
        int length = (int) Math.min(bytes.length, 4L * atMost);
        return printable(new String(bytes, 0, length, UTF_8));
    }
}
