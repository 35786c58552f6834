package io.candlelake.domain;

/** What the taker of a trade did: {@code buy} lifts the price. Coinbase's feeds name the maker's side, its opposite. */
public enum TakerSide {
    BUY("buy"),
    SELL("sell");

    private final String label;

    TakerSide(String label) {
        this.label = label;
    }

    /** {@code buy} or {@code sell}: the form in messages and tables. */
    public String label() {
        return label;
    }

    /** The side of the other party. */
    public TakerSide opposite() {
        return this == BUY ? SELL : BUY;
    }
}
