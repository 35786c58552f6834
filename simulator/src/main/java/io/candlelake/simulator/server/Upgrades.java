package io.candlelake.simulator.server;

import io.candlelake.simulator.advanced.AdvancedFeed;
import io.candlelake.simulator.exchange.ExchangeFeed;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.wire.Connection;
import io.candlelake.simulator.wire.Connections;
import io.candlelake.simulator.wire.Limits;
import io.candlelake.simulator.wire.Reply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets clients in to the feeds: to Exchange's at {@code /}, to Advanced Trade's at {@code /advanced}. */
// A write that fails ends the connection, which is seen there.
@SuppressWarnings("FutureReturnValueIgnored")
final class Upgrades {
    /** Of what a client sends; subscribing to every product of Coinbase takes less. */
    static final int MOST_BYTES = 64 * 1024;

    private final ExchangeFeed exchange;
    private final AdvancedFeed advanced;
    private final Faults faults;
    private final Limits limits;
    private final Map<Feed, Connections> connections = new EnumMap<>(Feed.class);

    Upgrades(ExchangeFeed exchange, AdvancedFeed advanced, Faults faults, Limits limits) {
        this.exchange = exchange;
        this.advanced = advanced;
        this.faults = faults;
        this.limits = limits;
        connections.put(Feed.EXCHANGE, new Connections());
        connections.put(Feed.ADVANCED, new Connections());
    }

    /** The connections to one feed, or to none. */
    Connections connections(Feed feed) {
        return connections.getOrDefault(feed, new Connections());
    }

    /** Lets the client in, or says why not. */
    Optional<Reply> upgrade(ChannelHandlerContext context, FullHttpRequest request, String path) {
        Optional<Feed> feed = feed(path);
        if (feed.isEmpty()) {
            return Optional.of(Reply.error(404, "NotFound"));
        }
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        if (!limits.connects(feed.get()).allows(remote.getAddress().getHostAddress(), System.nanoTime())) {
            return Optional.of(Reply.error(429, "Too many connections").with(Map.of("retry-after", "1")));
        }
        if (faults.isLasting(FaultKind.CUT, feed.get(), Optional.empty())) {
            return Optional.of(Reply.error(503, "Service Unavailable"));
        }
        handshake(context, request, feed.get());
        return Optional.empty();
    }

    private static Optional<Feed> feed(String path) {
        return switch (path) {
            case "/" -> Optional.of(Feed.EXCHANGE);
            case "/advanced", "/advanced/" -> Optional.of(Feed.ADVANCED);
            default -> Optional.empty();
        };
    }

    private void handshake(ChannelHandlerContext context, FullHttpRequest request, Feed feed) {
        String address = "ws://" + request.headers().get(HttpHeaderNames.HOST, "localhost") + request.uri();
        @Nullable
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(address, null, false, MOST_BYTES).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        Connection connection = connect(context.channel(), feed);
        handshaker.handshake(context.channel(), request);
        context.pipeline().addLast(new WebSocketFrameAggregator(MOST_BYTES), connection);
        context.pipeline().remove(context.handler());
    }

    private Connection connect(Channel channel, Feed feed) {
        Connection connection =
                new Connection(channel, feed, faults, limits, feed == Feed.ADVANCED ? advanced::join : exchange::join);
        connections(feed).add(connection);
        channel.closeFuture().addListener(closed -> connections(feed).remove(connection));
        return connection;
    }
}
