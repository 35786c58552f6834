package io.candlelake.benchmarks.load;

/**
 * So many ticks and what they say, whatever their order: {@code 2,000,000 rows, sum 8f3a…}. Equal sums, equal rows: a row that is absent,
 * twice or altered changes it.
 *
 * <p>The numbers are those of the trade that was made, never a decimal that a sink wrote.
 */
public final class TickSum {
    private long rows;
    private long sum;

    /**
     * One more.
     *
     * @param priceCents in hundredths
     * @param sizeUnits in hundred-millionths
     * @param number of all ticks of this topic, from 0: partition and offset of the frame are made from it
     */
    public void add(
            String product,
            long tradeId,
            long priceCents,
            long sizeUnits,
            boolean takerBuys,
            long micros,
            long sequence,
            String feed,
            long receivedMicros,
            long number) {
        long hash = mix(product.hashCode());
        hash = mix(hash ^ tradeId);
        hash = mix(hash ^ priceCents);
        hash = mix(hash ^ sizeUnits);
        hash = mix(hash ^ (takerBuys ? 1 : 2));
        hash = mix(hash ^ micros);
        hash = mix(hash ^ sequence);
        hash = mix(hash ^ feed.hashCode());
        hash = mix(hash ^ receivedMicros);
        hash = mix(hash ^ number);
        rows++;
        sum += hash;
    }

    /** SplitMix64's last step: every bit of the number changes half of those of the result. */
    private static long mix(long number) {
        long bits = number + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    public long rows() {
        return rows;
    }

    /** Whether these are the same rows. */
    public boolean sameAs(TickSum other) {
        return rows == other.rows && sum == other.sum;
    }
}
