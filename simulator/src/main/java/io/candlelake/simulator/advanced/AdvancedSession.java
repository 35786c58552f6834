package io.candlelake.simulator.advanced;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.wire.Connection;
import io.candlelake.simulator.wire.Conversation;
import io.candlelake.simulator.wire.Frame;
import io.candlelake.simulator.wire.Subscriptions;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What one client of the Advanced Trade feed asked for, and gets. */
final class AdvancedSession implements Conversation {
    /** Coinbase says 60 to 90. */
    private static final int MOST_IDLE_SECONDS = 75;

    private final Connection connection;
    private final AdvancedFeed feed;
    private final Subscriptions<AdvancedChannel> subscriptions = new Subscriptions<>();
    private long sequence;
    private boolean subscribedOnce;
    private int idleSeconds;

    AdvancedSession(Connection connection, AdvancedFeed feed) {
        this.connection = connection;
        this.feed = feed;
    }

    /** True when its client gets nothing any more. */
    boolean isOver() {
        return !connection.isOpen();
    }

    boolean wants(AdvancedChannel channel) {
        return connection.isOpen() && subscriptions.has(channel);
    }

    boolean wants(AdvancedChannel channel, ProductId product) {
        return connection.isOpen() && subscriptions.has(channel, product);
    }

    /** The products that it gets on the channel. */
    Set<ProductId> products(AdvancedChannel channel) {
        return subscriptions.all().getOrDefault(channel, Set.of());
    }

    /** A frame of anything but live trades. */
    void send(String channel, Instant now, String event) {
        connection.send(new Frame.Other(AdvancedFrames.frame(channel, now, sequence++, event)));
        idleSeconds = 0;
    }

    void sendTrades(ProductId product, List<Long> tradeIds, Instant now, String event) {
        String text = AdvancedFrames.frame(AdvancedChannel.MARKET_TRADES.label(), now, sequence++, event);
        connection.send(new Frame.Trades(product, tradeIds, text));
        idleSeconds = 0;
    }

    /** A second went by; too many of them without a frame end the connection. */
    void countIdle() {
        if (connection.isOpen() && subscribedOnce && ++idleSeconds > MOST_IDLE_SECONDS) {
            connection.close(WebSocketCloseStatus.NORMAL_CLOSURE, "no updates");
        }
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
        return new Frame.Other(AdvancedFrames.error("internal error"));
    }

    @Override
    public void hear(String text) {
        AdvancedRequest request = AdvancedRequest.parse(text, feed::knows);
        for (String message : request.errors()) {
            connection.send(new Frame.Other(AdvancedFrames.error(message)));
        }
        request.channel().ifPresent(channel -> {
            if (request.subscribe()) {
                subscribedOnce = true;
                // As recorded: the snapshots come before the acknowledgement.
                feed.welcome(this, channel, subscriptions.add(channel, request.products()));
            } else {
                subscriptions.remove(channel, request.products());
            }
            connection.send(new Frame.Acknowledgement(AdvancedFrames.frame(
                    "subscriptions", feed.now(), sequence++, AdvancedFrames.subscriptions(subscriptions.all()))));
        });
    }
}
