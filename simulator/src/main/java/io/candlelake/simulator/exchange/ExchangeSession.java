package io.candlelake.simulator.exchange;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.wire.Connection;
import io.candlelake.simulator.wire.Conversation;
import io.candlelake.simulator.wire.Frame;
import io.candlelake.simulator.wire.Subscriptions;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What one client of the Exchange feed asked for, and gets. */
final class ExchangeSession implements Conversation {
    private final Connection connection;
    private final Ledger ledger;
    private final Consumer<ProductId> onMatchesWanted;
    private final Subscriptions<ExchangeChannel> subscriptions = new Subscriptions<>();
    private boolean subscribedOnce;

    /** @param onMatchesWanted told each product whose matches the client subscribes to, after its last_match is sent */
    ExchangeSession(Connection connection, Ledger ledger, Consumer<ProductId> onMatchesWanted) {
        this.connection = connection;
        this.ledger = ledger;
        this.onMatchesWanted = onMatchesWanted;
    }

    /** True when its client gets nothing any more. */
    boolean isOver() {
        return !connection.isOpen();
    }

    boolean wants(ExchangeChannel channel) {
        return connection.isOpen() && subscriptions.has(channel);
    }

    boolean wants(ExchangeChannel channel, ProductId product) {
        return connection.isOpen() && subscriptions.has(channel, product);
    }

    void send(Frame frame) {
        connection.send(frame);
    }

    @Override
    public boolean hasSubscribed() {
        return subscribedOnce;
    }

    @Override
    public boolean concerns(ProductId product) {
        return subscriptions.has(product);
    }

    @Override
    public Frame error() {
        return new Frame.Other(ExchangeFrames.error("Internal server error", "please reconnect"));
    }

    @Override
    public void hear(String text) {
        ExchangeRequest request =
                ExchangeRequest.parse(text, id -> ledger.product(id).isPresent());
        for (String reason : request.errors()) {
            send(new Frame.Other(ExchangeFrames.error(request.failure(), reason)));
        }
        if (!request.channels().isEmpty()) {
            if (request.subscribe()) {
                subscribe(request.channels());
            } else {
                request.channels().forEach(subscriptions::remove);
                acknowledge();
            }
        }
    }

    private void subscribe(Map<ExchangeChannel, Set<ProductId>> channels) {
        subscribedOnce = true;
        Set<ProductId> matches = Set.of();
        for (Map.Entry<ExchangeChannel, Set<ProductId>> entry : channels.entrySet()) {
            Set<ProductId> fresh = subscriptions.add(entry.getKey(), entry.getValue());
            matches = entry.getKey() == ExchangeChannel.MATCHES ? fresh : matches;
        }
        acknowledge();
        for (ProductId product : matches) {
            ledger.last(product).ifPresent(last -> send(new Frame.Other(ExchangeFrames.lastMatch(last))));
            onMatchesWanted.accept(product);
        }
    }

    private void acknowledge() {
        send(new Frame.Acknowledgement(ExchangeFrames.subscriptions(subscriptions.all())));
    }
}
