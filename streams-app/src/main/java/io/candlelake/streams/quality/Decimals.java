package io.candlelake.streams.quality;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimals as people write them: {@code 70000}, {@code 0.05}. */
final class Decimals {
    /** As many digits as the columns have: decimal(38,18). */
    private static final Pattern FORM = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,18})?");

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Decimals() {}

    /** Empty on any other form; never negative. */
    static Optional<BigDecimal> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** {@code 70000} for 70000.00 too. */
    static String plain(BigDecimal number) {
        return shortest(number).toPlainString();
    }

    /** The same value without zeros at the end of its fraction. */
    static BigDecimal shortest(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Exactly between the two. */
    static BigDecimal middle(BigDecimal left, BigDecimal right) {
        return left.compareTo(right) == 0 ? left : left.add(right).multiply(HALF);
    }
}
