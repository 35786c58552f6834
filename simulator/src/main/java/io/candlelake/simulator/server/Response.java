package io.candlelake.simulator.server;

import io.candlelake.simulator.rest.Answer;
import io.candlelake.simulator.wire.Bytes;
import io.candlelake.simulator.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;

/** The answer to one request, on its way: at once, in drips, or not at all. */
// A write or close that fails ends the connection, which is seen there.
@SuppressWarnings("FutureReturnValueIgnored")
final class Response {
    private static final int DRIPS = 8;

    private final ChannelHandlerContext context;
    private final boolean keepAlive;

    Response(ChannelHandlerContext context, FullHttpRequest request) {
        this.context = context;
        this.keepAlive =
                HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    }

    void send(Answer answer) {
        if (!context.channel().isWritable()) {
            // It asks and asks, and does not read: the answers must not pile up here.
            context.close();
            return;
        }
        switch (answer.delivery()) {
            case AT_ONCE -> atOnce(answer.reply());
            case IN_DRIPS -> inDrips(answer.reply(), answer.millis());
            case NEVER -> later(answer.millis(), context::close);
        }
    }

    private void atOnce(Reply reply) {
        ByteBuf body = Bytes.of(reply.body());
        context.write(head(reply, body), context.voidPromise());
        context.write(new DefaultHttpContent(body), context.voidPromise());
        end();
    }

    private void inDrips(Reply reply, long millis) {
        ByteBuf body = Bytes.of(reply.body());
        context.writeAndFlush(head(reply, body), context.voidPromise());
        // The next request waits, as it does at a server that is slow with this one.
        context.channel().config().setAutoRead(false);
        int length = body.readableBytes();
        for (int drip = 0; drip < DRIPS; drip++) {
            int from = length * drip / DRIPS;
            ByteBuf part = body.copy(from, length * (drip + 1) / DRIPS - from);
            later(
                    millis * (drip + 1) / DRIPS,
                    () -> context.writeAndFlush(new DefaultHttpContent(part), context.voidPromise()));
        }
        later(millis, () -> {
            end();
            context.channel().config().setAutoRead(true);
        });
    }

    private HttpResponse head(Reply reply, ByteBuf body) {
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setContentLength(response, body.readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        return response;
    }

    private void end() {
        if (keepAlive) {
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context.voidPromise());
        } else {
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void later(long millis, Runnable task) {
        context.executor().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
