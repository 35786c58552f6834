package io.candlelake.simulator.market;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A market of several products, driven by the time it is given:
 *
 * <pre>{@code
 * Market market = new Market(7, 20.0, products);
 * market.open(ProductId.of("BTC-USD"), Optional.empty(), nine);
 * List<Trade> trades = market.advanceTo(nine.plusMicros(1_000_000));
 * }</pre>
 *
 * <p>The same seed, opened at the same times, gives the same trades, in whatever steps it is advanced. Not for use by
 * several threads.
 */
public final class Market {
    private static final Comparator<Trade> BY_TIME = Comparator.comparing(Trade::time);

    private final long seed;
    private final double tradesPerSecond;
    private final List<Product> products;
    private final SkippedIds skippedIds;
    private final Map<ProductId, ProductMarket> open = new LinkedHashMap<>();
    private long skewMicros;
    private boolean closed;

    /** @param tradesPerSecond the mean over all products, shared by their weights, once all are open */
    public Market(long seed, double tradesPerSecond, List<Product> products) {
        this(seed, tradesPerSecond, products, (product, tradeId) -> false);
    }

    /** @param skippedIds asked once for each id, in order */
    public Market(long seed, double tradesPerSecond, List<Product> products, SkippedIds skippedIds) {
        this.seed = seed;
        this.tradesPerSecond = tradesPerSecond;
        this.products = List.copyOf(products);
        this.skippedIds = skippedIds;
    }

    /** Which ids no trade gets. */
    @FunctionalInterface
    public interface SkippedIds {
        boolean skips(ProductId product, long tradeId);
    }

    /**
     * Opens a product's market; does nothing when it is open, or the whole market closed.
     *
     * @param last the trade that the product's ids and prices go on from, when there was one
     * @throws IllegalArgumentException when the market does not have the product
     */
    public void open(ProductId id, Optional<Trade> last, Timestamp now) {
        Product product = products.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this market has no " + id));
        if (!closed) {
            open.computeIfAbsent(id, key -> new ProductMarket(product, rate(product), seed, last, now, skippedIds));
        }
    }

    /** For ever: no trade happens from here on. */
    public void close() {
        closed = true;
        open.clear();
    }

    /** The trades until and with the given time, in order of time, then of trade id. */
    public List<Trade> advanceTo(Timestamp time) {
        List<Trade> trades = new ArrayList<>();
        for (ProductMarket market : open.values()) {
            while (market.nextMicros() <= time.epochMicros()) {
                market.take(skewMicros, trades::add);
            }
        }
        // Stable, so that a product's own trades keep the order of their ids.
        trades.sort(BY_TIME);
        return trades;
    }

    /** Nothing happens until the given time: for a process that was suspended, and should not make up for it. */
    public void skipTo(Timestamp time) {
        open.values().forEach(market -> market.skipTo(time));
    }

    /** Nobody comes to a product's market until the given time; it goes on where it stood. */
    public void halt(ProductId product, Timestamp until) {
        ProductMarket market = open.get(product);
        if (market != null) {
            market.haltUntil(until);
        }
    }

    /** Ends every halt. */
    public void resume() {
        open.values().forEach(ProductMarket::resume);
    }

    /** True while a product's market is halted. */
    public boolean isHalted(ProductId product, Timestamp now) {
        ProductMarket market = open.get(product);
        return market != null && market.isHalted(now);
    }

    /** The products whose market is open. */
    public List<ProductId> openProducts() {
        return List.copyOf(open.keySet());
    }

    /** From here on trades bear a time that is wrong by so much; 0 for the right one. */
    public void skew(long micros) {
        skewMicros = micros;
    }

    /** How wrong the exchange's clock is now. */
    public long skewMicros() {
        return skewMicros;
    }

    private double rate(Product product) {
        int weights = products.stream().mapToInt(Product::weight).sum();
        return tradesPerSecond * product.weight() / weights;
    }
}
