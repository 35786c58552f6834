package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.ledger.Ledger;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket connection: what it asked for, and the frames it gets. */
// A write or close that fails ends the connection, which is seen there.
@SuppressWarnings("FutureReturnValueIgnored")
final class FeedSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSession.class);
    private static final int SECONDS_TO_SUBSCRIBE = 5;
    private static final int SECONDS_TO_ANSWER_CLOSE = 2;

    private final Channel channel;
    private final Ledger ledger;
    private final Consumer<ProductId> onMatchesWanted;
    private final Subscriptions subscriptions = new Subscriptions();
    private boolean subscribedOnce;
    private boolean closing;

    /** @param onMatchesWanted told each product whose matches the client subscribes to, after its last_match is sent */
    FeedSession(Channel channel, Ledger ledger, Consumer<ProductId> onMatchesWanted) {
        this.channel = channel;
        this.ledger = ledger;
        this.onMatchesWanted = onMatchesWanted;
        channel.eventLoop().schedule(this::closeUnsubscribed, SECONDS_TO_SUBSCRIBE, TimeUnit.SECONDS);
    }

    boolean wants(FeedChannel channel, ProductId product) {
        return !closing && subscriptions.has(channel, product);
    }

    /** Takes over one reference of the frame's bytes. A client that reads too slowly for its buffer is cut off. */
    void send(ByteBuf text) {
        if (closing) {
            text.release();
        } else if (channel.isWritable()) {
            channel.write(new TextWebSocketFrame(text), channel.voidPromise());
        } else {
            text.release();
            closing = true;
            LOG.warn("disconnected {}: it reads slower than the market trades", remote());
            channel.close();
        }
    }

    void flush() {
        channel.flush();
    }

    /** Sends what was sent so far, then the closing handshake; a client that does not answer it is cut off. */
    void close(WebSocketCloseStatus status, String reason) {
        if (!closing) {
            closing = true;
            channel.writeAndFlush(new CloseWebSocketFrame(status, reason));
            channel.eventLoop().schedule(() -> channel.close(), SECONDS_TO_ANSWER_CLOSE, TimeUnit.SECONDS);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            answer(text.text());
        } else if (frame instanceof PingWebSocketFrame) {
            channel.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            if (closing) {
                channel.close();
            } else {
                closing = true;
                channel.writeAndFlush(frame.retain()).addListener(sent -> channel.close());
            }
        }
    }

    private void answer(String text) {
        if (closing) {
            return;
        }
        FeedRequest request = FeedRequest.parse(text, id -> ledger.product(id).isPresent());
        for (String reason : request.errors()) {
            send(FeedFrames.error(request.failure(), reason));
        }
        if (!request.channels().isEmpty()) {
            if (request.subscribe()) {
                subscribe(request.channels());
            } else {
                request.channels().forEach(subscriptions::remove);
                send(FeedFrames.subscriptions(subscriptions.all()));
            }
        }
        flush();
    }

    private void subscribe(Map<FeedChannel, Set<ProductId>> channels) {
        subscribedOnce = true;
        Set<ProductId> matches = Set.of();
        for (Map.Entry<FeedChannel, Set<ProductId>> entry : channels.entrySet()) {
            Set<ProductId> fresh = subscriptions.add(entry.getKey(), entry.getValue());
            matches = entry.getKey() == FeedChannel.MATCHES ? fresh : matches;
        }
        send(FeedFrames.subscriptions(subscriptions.all()));
        for (ProductId product : matches) {
            ledger.last(product).ifPresent(last -> send(FeedFrames.lastMatch(last)));
            onMatchesWanted.accept(product);
        }
    }

    private void send(String text) {
        send(Bytes.of(text));
    }

    private void closeUnsubscribed() {
        if (!subscribedOnce) {
            close(WebSocketCloseStatus.POLICY_VIOLATION, "no subscribe within " + SECONDS_TO_SUBSCRIBE + " seconds");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that vanishes or breaks the protocol loses its connection; the market is not concerned.
        if (!(cause instanceof IOException)) {
            LOG.warn("disconnected {}: {}", remote(), cause.toString());
        }
        channel.close();
    }

    private SocketAddress remote() {
        return channel.remoteAddress();
    }
}
