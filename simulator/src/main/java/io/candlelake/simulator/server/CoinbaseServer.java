package io.candlelake.simulator.server;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.advanced.AdvancedFeed;
import io.candlelake.simulator.control.ControlApi;
import io.candlelake.simulator.control.Controls;
import io.candlelake.simulator.exchange.ExchangeFeed;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.rest.FaultyRest;
import io.candlelake.simulator.rest.RestApi;
import io.candlelake.simulator.wire.Connection;
import io.candlelake.simulator.wire.Connections;
import io.candlelake.simulator.wire.Limits;
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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Coinbase's feeds and REST APIs on one port. What happens in it happens on one event loop, so that ledger, market and
 * connections need no locks; call {@link #publish}, {@link #step} and {@link #heartbeat} on that loop.
 */
public final class CoinbaseServer {
    /** What a client may leave unread before it is cut off: some ten seconds of a market of 2,000 trades a second. */
    private static final int MOST_UNREAD_BYTES = 8 * 1024 * 1024;

    private final EventLoop loop;
    private final ExchangeFeed exchange;
    private final AdvancedFeed advanced;
    private final Upgrades upgrades;
    private final Supplier<HttpRequests> requests;
    private final ChannelGroup channels;

    /**
     * @param clock the exchange's, which may be wrong
     * @param halted true of a product that does not trade now
     * @param onTradesWanted called on the loop, with each product whose trades a client has subscribed to
     * @param controls called on the loop
     */
    public CoinbaseServer(
            EventLoop loop,
            Ledger ledger,
            Faults faults,
            Limits limits,
            Supplier<Instant> clock,
            Predicate<ProductId> halted,
            Consumer<ProductId> onTradesWanted,
            Controls controls) {
        this.loop = loop;
        this.exchange = new ExchangeFeed(ledger, faults, halted, onTradesWanted);
        this.advanced = new AdvancedFeed(ledger, faults, halted, clock, onTradesWanted);
        this.upgrades = new Upgrades(exchange, advanced, faults, limits);
        RestApi rest = new RestApi(ledger, limits.requests(), halted);
        FaultyRest faultyRest = new FaultyRest(faults);
        ControlApi control = new ControlApi(controls);
        this.requests = () -> new HttpRequests(upgrades, rest, faultyRest, control, clock);
        this.channels = new DefaultChannelGroup(loop);
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
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(Upgrades.MOST_BYTES),
                                        requests.get());
                    }
                });
        var bound = bootstrap.bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        channels.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /** Sends trades to those who subscribed to them, or collects them. They stand in the ledger already. */
    public void publish(List<Trade> trades) {
        exchange.publish(trades);
        advanced.publish(trades);
        connections(Feed.EXCHANGE).flush();
    }

    /** Sends what Advanced Trade collected, of the products whose turn it is at that full twentieth of a second. */
    public void step(Timestamp time) {
        advanced.step(time);
        connections(Feed.ADVANCED).flush();
    }

    /** Sends all that Advanced Trade collected. */
    public void sendAll() {
        advanced.sendAll();
        connections(Feed.ADVANCED).flush();
    }

    /**
     * Sends the heartbeats of a full second to those who subscribed to them.
     *
     * @param second as the exchange's clock shows it
     */
    public void heartbeat(Timestamp second) {
        exchange.heartbeat(second);
        advanced.heartbeat(second);
        connections(Feed.EXCHANGE).flush();
        connections(Feed.ADVANCED).flush();
    }

    /** The connections to a feed; asked on the loop. */
    public Connections connections(Feed feed) {
        return upgrades.connections(feed);
    }

    /**
     * Sends what was published, then says good-bye to every client, and ends their connections when they have answered or
     * the time is over. Not to be called on the loop.
     */
    public void close(long timeout, TimeUnit unit) {
        loop.submit(this::sayGoodbye).awaitUninterruptibly(timeout, unit);
        channels.newCloseFuture().awaitUninterruptibly(timeout, unit);
        channels.close().awaitUninterruptibly(timeout, unit);
    }

    private void sayGoodbye() {
        connections(Feed.EXCHANGE).close();
        connections(Feed.ADVANCED).close();
        for (Channel channel : channels) {
            // The port itself, and connections that wait for their next question or have their answer by now.
            if (channel.pipeline().get(Connection.class) == null) {
                var unused = channel.close();
            }
        }
    }
}
