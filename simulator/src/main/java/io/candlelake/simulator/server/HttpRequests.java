package io.candlelake.simulator.server;

import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.control.ControlApi;
import io.candlelake.simulator.rest.Answer;
import io.candlelake.simulator.rest.FaultyRest;
import io.candlelake.simulator.rest.RestApi;
import io.candlelake.simulator.wire.Query;
import io.candlelake.simulator.wire.Reply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Supplier;

/** What comes in over HTTP on one connection: an upgrade to a feed, questions to the REST API, orders to the simulator. */
final class HttpRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Upgrades upgrades;
    private final RestApi rest;
    private final FaultyRest faults;
    private final ControlApi control;
    private final Supplier<Instant> clock;

    HttpRequests(Upgrades upgrades, RestApi rest, FaultyRest faults, ControlApi control, Supplier<Instant> clock) {
        this.upgrades = upgrades;
        this.rest = rest;
        this.faults = faults;
        this.control = control;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        if (!request.decoderResult().isSuccess() || !uri.path().startsWith("/")) {
            new Response(context, request).send(Answer.atOnce(Reply.error(400, "Bad Request")));
        } else if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrades.upgrade(context, request, uri.path())
                    .ifPresent(refusal -> new Response(context, request).send(Answer.atOnce(refusal)));
        } else {
            new Response(context, request).send(answer(context, request.method(), uri));
        }
    }

    private Answer answer(ChannelHandlerContext context, HttpMethod method, QueryStringDecoder uri) {
        Query query = new Query(uri.parameters());
        if (ControlApi.has(uri.path())) {
            return Answer.atOnce(control.answer(method.name(), uri.path(), query));
        }
        if (!method.equals(HttpMethod.GET)) {
            return Answer.atOnce(Reply.error(405, "Method Not Allowed"));
        }
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        Reply reply = rest.answer(
                remote.getAddress().getHostAddress(), uri.path(), query, Timestamp.of(clock.get()), System.nanoTime());
        return faults.of(uri.path(), reply);
    }

    // A close that fails ends the connection all the same.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that vanished, or does not speak HTTP: there is no one to answer.
        context.close();
    }
}
