package io.candlelake.domain;

/**
 * The number of a trade of one product: {@code 1052119289}. Positive; Coinbase counts them up by one per product,
 * which is what makes a missing trade visible.
 *
 * @param value at least 1
 */
public record TradeId(long value) implements Comparable<TradeId> {
    public TradeId {
        if (value < 1) {
            throw new IllegalArgumentException("a trade id is positive, not " + value);
        }
    }

    /** {@code TradeId.of(1052119289L)}. */
    public static TradeId of(long value) {
        return new TradeId(value);
    }

    @Override
    public int compareTo(TradeId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
