package io.candlelake.simulator.wire;

import io.candlelake.domain.Timestamp;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What comes in over HTTP on one connection: an upgrade to the feed, or questions to the REST API. */
// A write or close that fails ends the connection, which is seen there.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** Of what a client sends; subscribing to every product of Coinbase takes less. */
    static final int MOST_BYTES = 64 * 1024;

    private final RestApi rest;
    private final Clock clock;
    private final Function<io.netty.channel.Channel, FeedSession> sessions;

    HttpRequests(RestApi rest, Clock clock, Function<io.netty.channel.Channel, FeedSession> sessions) {
        this.rest = rest;
        this.clock = clock;
        this.sessions = sessions;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(context, request);
        } else {
            respond(context, request, answer(context, request));
        }
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        String address = "ws://" + request.headers().get(HttpHeaderNames.HOST, "localhost") + request.uri();
        @Nullable
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(address, null, false, MOST_BYTES).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        FeedSession session = sessions.apply(context.channel());
        handshaker.handshake(context.channel(), request);
        context.pipeline().addLast(new WebSocketFrameAggregator(MOST_BYTES), session);
        context.pipeline().remove(this);
    }

    private Reply answer(ChannelHandlerContext context, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        if (!request.decoderResult().isSuccess() || !uri.path().startsWith("/")) {
            return Reply.error(400, "Bad Request");
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return Reply.error(405, "Method Not Allowed");
        }
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        return rest.answer(
                remote.getAddress().getHostAddress(),
                uri.path(),
                new Query(uri.parameters()),
                Timestamp.of(clock.instant()),
                System.nanoTime());
    }

    private static void respond(ChannelHandlerContext context, FullHttpRequest request, Reply reply) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Bytes.of(reply.body()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setContentLength(response, response.content().readableBytes());
        boolean keepAlive =
                HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        HttpUtil.setKeepAlive(response, keepAlive);
        if (keepAlive) {
            context.writeAndFlush(response, context.voidPromise());
        } else {
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that vanished, or does not speak HTTP: there is no one to answer.
        context.close();
    }
}
