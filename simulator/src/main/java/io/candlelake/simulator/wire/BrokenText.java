package io.candlelake.simulator.wire;

import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Frames of trades as they must not be. None of their trades can be read. */
final class BrokenText {
    private static final String[] FIELDS = {"price", "size", "time", "side", "trade_id"};
    private static final String[] WRONG = {"true", "[]", "{}", "null", "-7.5"};

    private BrokenText() {}

    /** Something that is not JSON: cut off, empty, with a stray comma, or of another kind altogether. */
    static String malformed(String text, SplittableRandom chance) {
        return switch (chance.nextInt(4)) {
            case 0 -> text.substring(0, 1 + chance.nextInt(text.length() - 1));
            case 1 -> "";
            case 2 -> text.replaceFirst(",", ",,");
            default -> "<html><head><title>502 Bad Gateway</title></head></html>";
        };
    }

    /** JSON, but one field of each trade has a type that it cannot have. */
    static String wrongType(String text, SplittableRandom chance) {
        String field = FIELDS[chance.nextInt(FIELDS.length)];
        String wrong = WRONG[chance.nextInt(WRONG.length)];
        return Pattern.compile("\"" + field + "\":(\"[^\"]*\"|[0-9]+)")
                .matcher(text)
                .replaceAll("\"" + field + "\":" + wrong);
    }
}
