package io.candlelake.simulator.exchange;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.wire.Connection;
import io.candlelake.simulator.wire.Conversation;
import io.candlelake.simulator.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Exchange feed: hands each frame to the connections that want it. A frame's text is made once for all of them. */
public final class ExchangeFeed {
    private static final long SECONDS_PER_STATUS = 5;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final Ledger ledger;
    private final Faults faults;
    private final Predicate<ProductId> halted;
    private final Consumer<ProductId> onMatchesWanted;
    private final List<ExchangeSession> sessions = new ArrayList<>();

    /** @param onMatchesWanted told each product whose matches a client has subscribed to */
    public ExchangeFeed(
            Ledger ledger, Faults faults, Predicate<ProductId> halted, Consumer<ProductId> onMatchesWanted) {
        this.ledger = ledger;
        this.faults = faults;
        this.halted = halted;
        this.onMatchesWanted = onMatchesWanted;
    }

    /** The protocol of a new connection. */
    public Conversation join(Connection connection) {
        sessions.removeIf(ExchangeSession::isOver);
        ExchangeSession session = new ExchangeSession(connection, ledger, onMatchesWanted);
        sessions.add(session);
        return session;
    }

    public void publish(List<Trade> trades) {
        for (Trade trade : trades) {
            ProductId product = trade.productId();
            send(
                    session -> session.wants(ExchangeChannel.MATCHES, product),
                    () -> new Frame.Trades(product, List.of(trade.tradeId().value()), ExchangeFrames.match(trade)));
        }
    }

    /**
     * Sends what is due at each full second.
     *
     * @param second as the exchange's clock shows it
     */
    public void heartbeat(Timestamp second) {
        for (Product product : ledger.products()) {
            if (!faults.isLasting(FaultKind.NO_HEARTBEAT, Feed.EXCHANGE, Optional.of(product.id()))) {
                send(
                        session -> session.wants(ExchangeChannel.HEARTBEAT, product.id()),
                        () -> new Frame.Other(ExchangeFrames.heartbeat(product, ledger.last(product.id()), second)));
            }
        }
        if (second.epochMicros() / MICROS_PER_SECOND % SECONDS_PER_STATUS == 0) {
            send(
                    session -> session.wants(ExchangeChannel.STATUS),
                    () -> new Frame.Other(ExchangeFrames.status(ledger.products(), halted)));
        }
    }

    private void send(Predicate<ExchangeSession> wanted, Supplier<Frame> frame) {
        @Nullable Frame made = null;
        for (ExchangeSession session : sessions) {
            if (wanted.test(session)) {
                made = made == null ? frame.get() : made;
                session.send(made);
            }
        }
    }
}
