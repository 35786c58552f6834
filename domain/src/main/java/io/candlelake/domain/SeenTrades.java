package io.candlelake.domain;

/**
 * The trade ids of one product that were seen, as ranges: {@code [825468236..825468330]}.
 *
 * <p>This one small state is the deduplicator (exact, without a time limit), the gap finder and a candle's proof: Coinbase
 * counts trade ids up by one, so an id that is absent between two that are there is a trade that we miss.
 */
public final class SeenTrades {
    private final LongRanges ids;

    public SeenTrades() {
        this(new LongRanges());
    }

    public SeenTrades(LongRanges ids) {
        this.ids = ids;
    }

    /** Remembers the id; false when it was seen before. */
    public boolean add(long tradeId) {
        return ids.add(tradeId);
    }

    public boolean contains(long tradeId) {
        return ids.contains(tradeId);
    }

    /** The largest id seen, 0 when none was. */
    public long max() {
        return ids.isEmpty() ? 0 : ids.max();
    }

    /** How many ids from first to last were not seen. */
    public long missing(long first, long last) {
        return ids.missing(first, last);
    }

    /** The ranges themselves, to be stored. */
    public LongRanges ranges() {
        return ids;
    }

    @Override
    public String toString() {
        return ids.toString();
    }
}
