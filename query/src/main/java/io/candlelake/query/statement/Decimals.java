package io.candlelake.query.statement;

import java.math.BigDecimal;

/** Decimals for people: {@code 64123.120000000000000000} of a scale of 18 is 64123.12; no digit that counts is lost. */
final class Decimals {
    private Decimals() {}

    /** Digits after the point that count. */
    static int digits(String decimal) {
        return Math.max(0, new BigDecimal(decimal).stripTrailingZeros().scale());
    }

    /** At least so many digits after the point, more when they count. */
    static String show(String decimal, int digits) {
        return new BigDecimal(decimal)
                .setScale(Math.max(digits, digits(decimal)))
                .toPlainString();
    }
}
