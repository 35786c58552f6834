package io.candlelake.simulator.ledger;

import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest trades of one product, by id; an older one makes room for a newer. Columns of primitives: 100,000 trades
 * take 4 MB instead of 16, and the simulator shares its machine with a whole stack.
 */
public final class TradeTape {
    private final Product product;
    private final int capacity;
    private final long[] ids;
    private final long[] prices;
    private final long[] sizes;
    private final long[] times;
    private final long[] sequences;
    private long appended;

    TradeTape(Product product, int capacity) {
        this.product = product;
        this.capacity = capacity;
        this.ids = new long[capacity];
        this.prices = new long[capacity];
        this.sizes = new long[capacity];
        this.times = new long[capacity];
        this.sequences = new long[capacity];
    }

    /** Throws {@link IllegalArgumentException} when the id is not above the newest one. */
    void append(Trade trade) {
        long id = trade.tradeId().value();
        if (appended > 0 && id <= ids[slot(appended - 1)]) {
            throw new IllegalArgumentException(
                    "trade " + id + " of " + product.id() + " follows " + ids[slot(appended - 1)]);
        }
        int slot = slot(appended);
        ids[slot] = id;
        prices[slot] = product.priceIncrements(trade.price());
        long size = product.sizeIncrements(trade.size());
        // The sign tells the taker's side: a size is positive.
        sizes[slot] = trade.takerSide() == TakerSide.BUY ? size : -size;
        times[slot] = trade.time().epochMicros();
        sequences[slot] = trade.sequence();
        appended++;
    }

    /** How many trades it took in, those included that made room for newer ones. */
    public long size() {
        return appended;
    }

    /** The newest trade; empty before the first. */
    public Optional<Trade> last() {
        return appended == 0 ? Optional.empty() : Optional.of(trade(appended - 1));
    }

    /** The sequence number of the newest trade, 0 before the first. */
    long lastSequence() {
        return appended == 0 ? 0 : sequences[slot(appended - 1)];
    }

    /** True when older trades than these are on disk alone. */
    public boolean isCut() {
        return appended >= capacity;
    }

    /** All that are kept, oldest first. */
    public List<Trade> trades() {
        List<Trade> trades = new ArrayList<>((int) (appended - first()));
        for (long place = first(); place < appended; place++) {
            trades.add(trade(place));
        }
        return trades;
    }

    /**
     * {@code newest(100, 0, 500)}: the hundred below id 500, newest first.
     *
     * @param limit at most so many
     * @param above only ids above this one
     * @param below only ids below this one
     */
    public List<Trade> newest(int limit, long above, long below) {
        List<Trade> page = new ArrayList<>((int) Math.min(limit, appended - first()));
        for (long place = firstFrom(below) - 1; place >= first() && page.size() < limit; place--) {
            if (ids[slot(place)] <= above) {
                break;
            }
            page.add(trade(place));
        }
        return page;
    }

    /** The place of the first trade with this id or a later one; where the next will stand, when there is none. */
    private long firstFrom(long id) {
        long low = first();
        long high = appended;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (ids[slot(middle)] < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The place of the oldest one that is kept; places count from the first ever. */
    private long first() {
        return Math.max(0, appended - capacity);
    }

    private Trade trade(long place) {
        int slot = slot(place);
        return new Trade(
                product.id(),
                TradeId.of(ids[slot]),
                product.price(prices[slot]),
                product.size(Math.abs(sizes[slot])),
                sizes[slot] > 0 ? TakerSide.BUY : TakerSide.SELL,
                new Timestamp(times[slot]),
                sequences[slot]);
    }

    private int slot(long place) {
        return (int) (place % capacity);
    }
}
