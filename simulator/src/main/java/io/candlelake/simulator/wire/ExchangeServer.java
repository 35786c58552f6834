package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Trade;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Coinbase Exchange's WebSocket feed and REST API on one port. What happens in it happens on one event loop, so that
 * ledger, market and connections need no locks; call {@link #publish} and {@link #heartbeat} on that loop.
 */
public final class ExchangeServer {
    /** What a client may leave unread before it is cut off: some ten seconds of a market of 2,000 trades a second. */
    private static final int MOST_UNREAD_BYTES = 8 * 1024 * 1024;

    private final EventLoop loop;
    private final Ledger ledger;
    private final Clock clock;
    private final Consumer<ProductId> onMatchesWanted;
    private final Feed feed;
    private final RestApi rest;
    private final ChannelGroup connections;

    /** @param onMatchesWanted called on the loop, with each product whose matches a client has subscribed to */
    public ExchangeServer(EventLoop loop, Ledger ledger, Clock clock, Consumer<ProductId> onMatchesWanted) {
        this.loop = loop;
        this.ledger = ledger;
        this.clock = clock;
        this.onMatchesWanted = onMatchesWanted;
        this.feed = new Feed(ledger);
        this.rest = new RestApi(ledger);
        this.connections = new DefaultChannelGroup(loop);
    }

    /**
     * Listens.
     *
     * @param port 0 for any free one
     * @return the address that it listens on
     * @throws IOException when the port is taken
     */
    public InetSocketAddress listen(String host, int port) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(MOST_UNREAD_BYTES / 2, MOST_UNREAD_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connect(channel);
                    }
                });
        var bound = bootstrap.bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        connections.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private void connect(Channel channel) {
        connections.add(channel);
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(HttpRequests.MOST_BYTES),
                        new HttpRequests(rest, clock, this::session));
    }

    private FeedSession session(Channel channel) {
        FeedSession session = new FeedSession(channel, ledger, onMatchesWanted);
        feed.add(session);
        channel.closeFuture().addListener(closed -> feed.remove(session));
        return session;
    }

    /** Sends trades to those who subscribed to them. They stand in the ledger already. */
    public void publish(List<Trade> trades) {
        feed.publish(trades);
        feed.flush();
    }

    /** Sends each product's heartbeat of that full second to those who subscribed to it. */
    public void heartbeat(Timestamp second) {
        feed.heartbeat(second);
        feed.flush();
    }

    /** Connections to the feed now; asked on the loop. */
    public int connections() {
        return feed.size();
    }

    /**
     * Sends what was published, then says good-bye to every client, and ends their connections when they have answered or
     * the time is over. Not to be called on the loop.
     */
    public void close(long timeout, TimeUnit unit) {
        loop.submit(this::sayGoodbye).awaitUninterruptibly(timeout, unit);
        connections.newCloseFuture().awaitUninterruptibly(timeout, unit);
        connections.close().awaitUninterruptibly(timeout, unit);
    }

    private void sayGoodbye() {
        feed.close();
        for (Channel connection : connections) {
            // The port itself, and connections that wait for their next question or have their answer by now.
            if (connection.pipeline().get(FeedSession.class) == null) {
                var unused = connection.close();
            }
        }
    }
}
