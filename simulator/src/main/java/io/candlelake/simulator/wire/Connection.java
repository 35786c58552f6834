package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.Fault;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket connection: what every protocol on it needs. */
public final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int SECONDS_TO_SUBSCRIBE = 5;

    private final Line line;
    private final FaultyLine frames;
    private final Limit messages;
    private final String address;
    private final Conversation conversation;

    /** @param protocol begins the conversation; it may send on this connection from its first message on */
    // The time to subscribe is over whatever becomes of the task.
    @SuppressWarnings("FutureReturnValueIgnored")
    public Connection(
            Channel channel, Feed feed, Faults faults, Limits limits, Function<Connection, Conversation> protocol) {
        this.line = new Line(channel);
        this.frames = new FaultyLine(line, feed, faults, channel.eventLoop());
        this.messages = limits.messages(feed);
        this.address =
                ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
        this.conversation = protocol.apply(this);
        channel.eventLoop().schedule(this::closeUnsubscribed, SECONDS_TO_SUBSCRIBE, TimeUnit.SECONDS);
    }

    /** False once it is closing, or dead without the client knowing. */
    public boolean isOpen() {
        return line.isOpen();
    }

    public boolean concerns(ProductId product) {
        return conversation.concerns(product);
    }

    public void send(Frame frame) {
        frames.send(frame);
    }

    public void flush() {
        line.flush();
    }

    /** A fault of the connection as a whole; recorded when it happens. */
    public void strike(Fault fault) {
        frames.strike(fault, conversation.error());
        line.flush();
    }

    /** Ends what lasts of its faults. */
    public void relent() {
        if (line.isOpen()) {
            frames.relent();
            line.flush();
        } else {
            line.tearDown();
        }
    }

    /** Sends all that was published, then says good-bye. */
    public void close(WebSocketCloseStatus status, String reason) {
        frames.releaseAll();
        line.close(status, reason);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            line.closed(close);
        } else if (line.isOpen() && !messages.allows(address, System.nanoTime())) {
            line.close(WebSocketCloseStatus.POLICY_VIOLATION, "message rate limit exceeded");
        } else if (line.isOpen() && frame instanceof TextWebSocketFrame text) {
            conversation.hear(text.text());
            line.flush();
        } else if (frame instanceof PingWebSocketFrame) {
            line.pong(frame.content().retain());
            line.flush();
        }
    }

    private void closeUnsubscribed() {
        if (!conversation.hasSubscribed()) {
            line.close(
                    WebSocketCloseStatus.POLICY_VIOLATION, "no subscribe within " + SECONDS_TO_SUBSCRIBE + " seconds");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        line.cut();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that vanishes or breaks the protocol loses its connection; the market is not concerned.
        if (!(cause instanceof IOException)) {
            LOG.warn("disconnected {}: {}", line.remote(), cause.toString());
        }
        line.cut();
    }
}
