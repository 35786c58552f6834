package io.candlelake.lake.row;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How many rows, and a hash of them that does not depend on their order: {@code 1,234 rows, 9f3c…}.
 *
 * <p>The hash is the sum, modulo 2^128, of the first half of each row's SHA-256: equal for equal rows in any order, and
 * changed by a row that is missing, doubled or altered. Sums can be added and taken away. Mutable, not thread-safe.
 */
public final class Sum {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Sum::sha256);

    private long count;
    private long high;
    private long low;

    /** Of nothing. */
    public Sum() {}

    /** As it was stored. */
    public Sum(long count, long high, long low) {
        this.count = count;
        this.high = high;
        this.low = low;
    }

    public void add(Row row) {
        ByteBuffer digest = ByteBuffer.wrap(digest(row.canonical()));
        add(1, digest.getLong(), digest.getLong());
    }

    public void add(Sum other) {
        add(other.count, other.high, other.low);
    }

    /** The rows of the other are taken away from these. */
    public void remove(Sum other) {
        boolean borrow = Long.compareUnsigned(low, other.low) < 0;
        low -= other.low;
        high -= other.high + (borrow ? 1 : 0);
        count -= other.count;
    }

    private void add(long moreCount, long moreHigh, long moreLow) {
        long sum = low + moreLow;
        boolean carry = Long.compareUnsigned(sum, low) < 0;
        low = sum;
        high += moreHigh + (carry ? 1 : 0);
        count += moreCount;
    }

    public long count() {
        return count;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public boolean isNothing() {
        return count == 0 && high == 0 && low == 0;
    }

    /** The first half of a row's SHA-256, as it goes into sums. */
    static byte[] digest(byte[] bytes) {
        MessageDigest sha = SHA_256.get();
        sha.reset();
        return sha.digest(bytes);
    }

    /** {@code 9f3c61d2}: a short name of some bytes. */
    static String hex(byte[] bytes) {
        return "sha-256 " + HexFormat.of().formatHex(digest(bytes), 0, 8) + "…";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sum that && count == that.count && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(low);
    }

    /** {@code 9f3c61d2…}: the hash's beginning. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
