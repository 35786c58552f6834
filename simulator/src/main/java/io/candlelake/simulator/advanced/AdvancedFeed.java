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
import java.util.List;
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
    private static final long SECONDS_PER_STATUS = 5;

    private final Ledger ledger;
    private final Faults faults;
    private final Predicate<ProductId> halted;
    private final Consumer<ProductId> onTradesWanted;
    private final Supplier<Instant> clock;
    private final List<AdvancedSession> sessions = new ArrayList<>();
    private final Updates updates;
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
        this.updates = new Updates(ledger.products().stream().map(Product::id).toList());
        for (Product product : ledger.products()) {
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
                List<Trade> collected = updates.take(product);
                List<Trade> newest = ledger.tape(product).orElseThrow().newest(TRADES_IN_SNAPSHOT, 0, Long.MAX_VALUE);
                session.send(channel.label(), now(), AdvancedFrames.trades("snapshot", newest));
                send(product, collected, Optional.of(session));
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
            updates.add(trade);
            candles.add(trade);
        }
    }

    /** Sends what was collected of the products whose turn it is at a full twentieth of a second. */
    public void step(Timestamp time) {
        updates.due(time).forEach(product -> send(product, updates.take(product), Optional.empty()));
    }

    /** Sends all that was collected. */
    public void sendAll() {
        updates.products().forEach(product -> send(product, updates.take(product), Optional.empty()));
    }

    private void send(ProductId product, List<Trade> newestFirst, Optional<AdvancedSession> except) {
        if (newestFirst.isEmpty()) {
            return;
        }
        List<Long> ids =
                newestFirst.stream().map(trade -> trade.tradeId().value()).toList();
        String event = AdvancedFrames.trades("update", newestFirst);
        for (AdvancedSession session : sessions) {
            if (session.wants(AdvancedChannel.MARKET_TRADES, product) && !except.equals(Optional.of(session))) {
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
        boolean withStatus = second.epochMicros() / MICROS_PER_SECOND % SECONDS_PER_STATUS == 0;
        List<ProductId> changed = candles.takeChanged();
        for (AdvancedSession session : sessions) {
            if (!silent && session.wants(AdvancedChannel.HEARTBEATS)) {
                session.send(AdvancedChannel.HEARTBEATS.label(), now(), heartbeat);
            }
            changed.forEach(product -> candle(session, product));
            if (withStatus && session.wants(AdvancedChannel.STATUS)) {
                status(session);
            }
            session.countIdle();
        }
    }

    private void candle(AdvancedSession session, ProductId product) {
        if (session.wants(AdvancedChannel.CANDLES, product)) {
            String event = AdvancedFrames.candles("update", product, candles.newest(product));
            session.send(AdvancedChannel.CANDLES.label(), now(), event);
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
