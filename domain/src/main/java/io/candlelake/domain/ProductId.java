package io.candlelake.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A market on Coinbase: {@code BTC-USD}, base currency first, then the currency of its prices.
 *
 * <p>Source: {@code product_id} of every Coinbase frame.
 *
 * @param value two groups of 1 to 24 upper case letters and digits, joined by a hyphen
 */
public record ProductId(String value) implements Comparable<ProductId> {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{1,24}-[A-Z0-9]{1,24}");

    public ProductId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a product id: '" + value + "' (expected a form like BTC-USD, in upper case)");
        }
    }

    /** {@code ProductId.of("BTC-USD")}. Throws {@link IllegalArgumentException} when the form is another. */
    public static ProductId of(String value) {
        return new ProductId(value);
    }

    /** Empty when the text has not the form of a product id. */
    public static Optional<ProductId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ProductId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
