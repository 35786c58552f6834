package io.candlelake.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal that can be changed in place: {@code 63514.6} is 635146 at scale 1.
 *
 * <p>A long and a scale while they suffice, which is nearly always, and a {@link BigDecimal} when they do not: sums of trades
 * are added for each trade, and a new object for each would be most of that cost. The scale is the larger of what was added,
 * as with {@link BigDecimal#add}; nothing is ever rounded.
 */
public final class Amount implements Comparable<Amount> {
    /** Digits that always fit in a long. */
    private static final int MAX_DIGITS = 18;

    private static final long[] POWERS = new long[MAX_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private long unscaled;
    private int scale;
    private @Nullable BigDecimal big;

    /** Zero. */
    public Amount() {}

    /** {@code Amount.of(new BigDecimal("63514.6"))}. */
    public static Amount of(BigDecimal value) {
        Amount amount = new Amount();
        amount.set(value);
        return amount;
    }

    /** Makes this {@code unscaled / 10^scale}; the scale is not negative. */
    public void set(long newUnscaled, int newScale) {
        unscaled = newUnscaled;
        scale = newScale;
        big = null;
    }

    /** Makes this the value. */
    public void set(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        if (plain.precision() <= MAX_DIGITS) {
            set(plain.unscaledValue().longValue(), plain.scale());
        } else {
            big = plain;
        }
    }

    /** Makes this what the other is now. */
    public void set(Amount other) {
        unscaled = other.unscaled;
        scale = other.scale;
        big = other.big;
    }

    /** Adds the other to this. */
    public void add(Amount other) {
        if (big != null || other.big != null || !addExactly(other.unscaled, other.scale)) {
            big = value().add(other.value());
        }
    }

    /** Adds the two, multiplied, to this. */
    public void addProduct(Amount left, Amount right) {
        if (big == null && left.big == null && right.big == null) {
            long low = left.unscaled * right.unscaled;
            boolean fits = Math.multiplyHigh(left.unscaled, right.unscaled) == low >> 63;
            if (fits && addExactly(low, left.scale + right.scale)) {
                return;
            }
        }
        big = value().add(left.value().multiply(right.value()));
    }

    /** False, and then nothing is changed, when the sum does not fit in a long. */
    private boolean addExactly(long addedUnscaled, int addedScale) {
        long mine = unscaled;
        long added = addedUnscaled;
        int sumScale = scale;
        if (addedScale != scale) {
            int difference = Math.abs(addedScale - scale);
            if (difference > MAX_DIGITS) {
                return false;
            }
            boolean mineIsCoarser = addedScale > scale;
            long coarser = mineIsCoarser ? mine : added;
            long finer = coarser * POWERS[difference];
            if (Math.multiplyHigh(coarser, POWERS[difference]) != finer >> 63) {
                return false;
            }
            mine = mineIsCoarser ? finer : mine;
            added = mineIsCoarser ? added : finer;
            sumScale = Math.max(scale, addedScale);
        }
        long sum = mine + added;
        if (((mine ^ sum) & (added ^ sum)) < 0) {
            return false;
        }
        unscaled = sum;
        scale = sumScale;
        return true;
    }

    /** By value: 1.0 equals 1.00. */
    @Override
    public int compareTo(Amount other) {
        return big == null && other.big == null && scale == other.scale
                ? Long.compare(unscaled, other.unscaled)
                : value().compareTo(other.value());
    }

    /** The number as it is now. */
    public BigDecimal value() {
        return big == null ? BigDecimal.valueOf(unscaled, scale) : big;
    }

    /** Whether {@link #unscaled} and {@link #scale} say it all. */
    public boolean isCompact() {
        return big == null;
    }

    /** The digits without the point; only of a compact amount. */
    public long unscaled() {
        return unscaled;
    }

    /** How many of the digits stand behind the point; only of a compact amount. */
    public int scale() {
        return scale;
    }

    /**
     * The value times 10^18, cut to its low 64 bits: equal values give the same, whatever their scale. For fingerprints. The
     * value has at most 18 digits after the point, or the rest of them counts for nothing.
     */
    public long lowBits() {
        if (big == null && scale <= MAX_DIGITS) {
            return unscaled * POWERS[MAX_DIGITS - scale];
        }
        return value().movePointRight(MAX_DIGITS).toBigInteger().longValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Amount that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return value().stripTrailingZeros().hashCode();
    }

    /** {@code 63514.60}: never an exponent. */
    @Override
    public String toString() {
        return value().toPlainString();
    }
}
