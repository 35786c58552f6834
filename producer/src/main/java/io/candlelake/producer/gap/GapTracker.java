package io.candlelake.producer.gap;

import io.candlelake.domain.ProductId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every product's trades, over all feeds and connections of the process. Thread-safe.
 *
 * <p>REST is asked page by page, products in turn, so that none waits for another's thousand pages; within a product for the newest
 * hole first, so that a large backfill holds up no small repair, and the candles that are looked at are whole soonest.
 */
public final class GapTracker {
    /** Of one product, while REST is away for hours: 10,000. */
    static final int MOST_HOLES = 10_000;

    /** Quiet products are asked for no more often than this, whatever their number. */
    private static final long QUIET_NANOS = Duration.ofMillis(500).toNanos();

    private final GapSettings settings;
    private final Map<ProductId, Resumed> left;
    private final GapListener listener;
    private final LongSupplier nanoTime;
    private final Map<ProductId, ProductTrades> products = new ConcurrentHashMap<>();
    private final List<ProductTrades> turns = new CopyOnWriteArrayList<>();
    private int turn;
    private long quietNanos;

    /**
     * Nothing is tracked yet.
     *
     * @param left where an earlier process left, by product
     */
    public GapTracker(GapSettings settings, Map<ProductId, Resumed> left, GapListener listener) {
        this(settings, left, listener, System::nanoTime);
    }

    GapTracker(GapSettings settings, Map<ProductId, Resumed> left, GapListener listener, LongSupplier nanoTime) {
        this.settings = settings;
        this.left = Map.copyOf(left);
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.quietNanos = nanoTime.getAsLong();
    }

    /**
     * Resumes what was durably written of these products, so that REST is asked for their newest trades though no feed may have any. What
     * comes of {@code BTC-USDC} names {@code BTC-USD}.
     */
    public void resume(Collection<ProductId> listenedTo) {
        for (ProductId product : listenedTo) {
            ProductId named = ProductId.of(product.value().replaceAll("-USDC$", "-USD"));
            for (ProductId each : List.of(product, named)) {
                if (left.containsKey(each)) {
                    ProductTrades unused = product(each);
                }
            }
        }
    }

    /** The trades of one product, from its first frame on. */
    public ProductTrades product(ProductId product) {
        return products.computeIfAbsent(product, id -> {
            ProductTrades trades = new ProductTrades(id, settings, left.get(id), listener, nanoTime);
            turns.add(trades);
            return trades;
        });
    }

    /** The next question to REST; null when there is none now. */
    synchronized @Nullable Ask nextAsk() throws InterruptedException {
        int count = turns.size();
        for (int i = 0; i < count; i++) {
            ProductTrades trades = turns.get((turn + i) % count);
            Ask ask = trades.isNeedy() ? trades.nextAsk() : null;
            if (ask != null) {
                turn = (turn + i + 1) % count;
                return ask;
            }
        }
        return nanoTime.getAsLong() - quietNanos < 0 ? null : quietAsk();
    }

    private @Nullable Ask quietAsk() throws InterruptedException {
        for (ProductTrades trades : turns) {
            Ask ask = trades.quietAsk();
            if (ask != null) {
                quietNanos = nanoTime.getAsLong() + QUIET_NANOS;
                return ask;
            }
        }
        return null;
    }

    /** The question got no answer. */
    void failed(Ask ask) {
        product(ask.productId()).failed(ask);
    }
}
