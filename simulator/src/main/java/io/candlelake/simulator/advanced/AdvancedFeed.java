package io.candlelake.simulator.advanced;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.ledger.TradeTape;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.wire.Connection;
import io.candlelake.simulator.wire.Conversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The Advanced Trade feed: collects trades for 250 ms, product by product, and hands each collection to the connections
 * that want it.
 */
public final class AdvancedFeed {
    private static final int TRADES_IN_SNAPSHOT = 100;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_STEP = 50_000L;
    private static final int STEPS_PER_UPDATE = 5;
    private static final long SECONDS_PER_CANDLES = 1;
    private static final long SECONDS_PER_STATUS = 5;

    private final Ledger ledger;
    private final Faults faults;
    private final Predicate<ProductId> halted;
    private final Consumer<ProductId> onTradesWanted;
    private final Supplier<Instant> clock;
    private final List<AdvancedSession> sessions = new ArrayList<>();
    private final Map<ProductId, List<Trade>> pending = new LinkedHashMap<>();
    private final Candles candles = new Candles();
    private final long startNanos = System.nanoTime();

    /**
     * @param clock the exchange's, which may be wrong
     * @param onTradesWanted told each product whose trades a client has subscribed to
     */
    public AdvancedFeed(
            Ledger ledger,
            Faults faults,
            Predicate<ProductId> halted,
            Supplier<Instant> clock,
            Consumer<ProductId> onTradesWanted) {
        this.ledger = ledger;
        this.faults = faults;
        this.halted = halted;
        this.clock = clock;
        this.onTradesWanted = onTradesWanted;
        for (Product product : ledger.products()) {
            pending.put(product.id(), new ArrayList<>());
            ledger.tape(product.id()).map(TradeTape::trades).orElse(List.of()).forEach(candles::add);
        }
    }

    /** The protocol of a new connection. */
    public Conversation join(Connection connection) {
        sessions.removeIf(AdvancedSession::isOver);
        AdvancedSession session = new AdvancedSession(connection, this);
        sessions.add(session);
        return session;
    }

    boolean knows(ProductId product) {
        return ledger.product(product).isPresent();
    }

    Instant now() {
        return clock.get();
    }

    /** Sends the snapshots of a new subscription. */
    void welcome(AdvancedSession session, AdvancedChannel channel, Set<ProductId> products) {
        for (ProductId product : products) {
            if (channel == AdvancedChannel.MARKET_TRADES) {
                // What is collected by now stands in the snapshot, and must not come once more after it.
                List<Trade> collected = take(product);
                List<Trade> newest = ledger.tape(product).orElseThrow().newest(TRADES_IN_SNAPSHOT, 0, Long.MAX_VALUE);
                session.send(channel.label(), now(), AdvancedFrames.trades("snapshot", newest));
                send(product, collected, other -> other != session);
                onTradesWanted.accept(product);
            } else if (channel == AdvancedChannel.CANDLES) {
                session.send(channel.label(), now(), AdvancedFrames.candles("snapshot", product, candles.of(product)));
            }
        }
        if (channel == AdvancedChannel.STATUS) {
            status(session);
        }
    }

    /** Collects trades. They stand in the ledger already. */
    public void publish(List<Trade> trades) {
        for (Trade trade : trades) {
            pending.getOrDefault(trade.productId(), new ArrayList<>()).add(trade);
            candles.add(trade);
        }
    }

    /** Sends what was collected of the products whose turn it is: each has every fifth of these steps of 50 ms. */
    public void step(Timestamp time) {
        long step = time.epochMicros() / MICROS_PER_STEP;
        for (ProductId product : pending.keySet()) {
            if (step++ % STEPS_PER_UPDATE == 0) {
                send(product, take(product), session -> true);
            }
        }
    }

    /** Sends all that was collected. */
    public void sendAll() {
        pending.keySet().forEach(product -> send(product, take(product), session -> true));
    }

    private List<Trade> take(ProductId product) {
        List<Trade> collected = pending.getOrDefault(product, List.of());
        pending.put(product, new ArrayList<>());
        return collected;
    }

    private void send(ProductId product, List<Trade> oldestFirst, Predicate<AdvancedSession> which) {
        if (oldestFirst.isEmpty()) {
            return;
        }
        List<Trade> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        List<Long> ids =
                newestFirst.stream().map(trade -> trade.tradeId().value()).toList();
        String event = AdvancedFrames.trades("update", newestFirst);
        for (AdvancedSession session : sessions) {
            if (which.test(session) && session.wants(AdvancedChannel.MARKET_TRADES, product)) {
                session.sendTrades(product, ids, now(), event);
            }
        }
    }

    /**
     * Sends what is due at each full second.
     *
     * @param second as the exchange's clock shows it
     */
    public void heartbeat(Timestamp second) {
        boolean silent = faults.isLasting(FaultKind.NO_HEARTBEAT, Feed.ADVANCED, Optional.empty());
        String heartbeat = AdvancedFrames.heartbeat(now(), System.nanoTime() - startNanos);
        long number = second.epochMicros() / MICROS_PER_SECOND;
        List<ProductId> changed = number % SECONDS_PER_CANDLES == 0 ? candles.takeChanged() : List.of();
        for (AdvancedSession session : sessions) {
            if (!silent && session.wants(AdvancedChannel.HEARTBEATS)) {
                session.send(AdvancedChannel.HEARTBEATS.label(), now(), heartbeat);
            }
            for (ProductId product : changed) {
                if (session.wants(AdvancedChannel.CANDLES, product)) {
                    session.send(
                            AdvancedChannel.CANDLES.label(),
                            now(),
                            AdvancedFrames.candles("update", product, candles.newest(product)));
                }
            }
            if (number % SECONDS_PER_STATUS == 0 && session.wants(AdvancedChannel.STATUS)) {
                status(session);
            }
            session.countIdle();
        }
    }

    private void status(AdvancedSession session) {
        Set<ProductId> wanted = session.products(AdvancedChannel.STATUS);
        List<Product> products = ledger.products().stream()
                .filter(product -> wanted.contains(product.id()))
                .toList();
        session.send(AdvancedChannel.STATUS.label(), now(), AdvancedFrames.status(products, halted));
    }
}
