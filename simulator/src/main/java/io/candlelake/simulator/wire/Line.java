package io.candlelake.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes to one client, as many as it may leave unread, and the ways in which they end. */
// A write or close that fails ends the connection, which is seen there.
@SuppressWarnings("FutureReturnValueIgnored")
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final int SECONDS_TO_ANSWER_CLOSE = 2;

    private final Channel channel;
    private boolean closing;
    private boolean dead;

    Line(Channel channel) {
        this.channel = channel;
    }

    /** False once it is on its way to its end, or dead. */
    boolean isOpen() {
        return !closing;
    }

    void send(String text) {
        write(new TextWebSocketFrame(Bytes.of(text)));
    }

    void pong(ByteBuf content) {
        write(new PongWebSocketFrame(content));
    }

    /** A client that reads too slowly for its buffer is cut off. */
    private void write(WebSocketFrame frame) {
        if (closing) {
            frame.release();
        } else if (channel.isWritable()) {
            channel.write(frame, channel.voidPromise());
        } else {
            frame.release();
            LOG.warn("disconnected {}: it reads slower than the market trades", remote());
            cut();
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

    /** The client's good-bye, sent back unless it was the answer to ours. */
    void closed(CloseWebSocketFrame frame) {
        if (closing) {
            channel.close();
        } else {
            closing = true;
            channel.writeAndFlush(frame.retain()).addListener(sent -> channel.close());
        }
    }

    /** Ends the TCP connection, without a good-bye. */
    void cut() {
        closing = true;
        channel.close();
    }

    /** As {@link #cut}, but after the first part of a frame: at least its first byte, never its last. */
    void cutWithin(String text, double part) {
        if (closing) {
            return;
        }
        closing = true;
        ByteBuf frame = textFrame(text.getBytes(StandardCharsets.UTF_8));
        // The encoder of frames lets plain bytes pass.
        channel.writeAndFlush(frame.slice(0, 1 + (int) (part * (frame.readableBytes() - 1))))
                .addListener(sent -> channel.close());
    }

    /** A whole, final, unmasked text frame, as RFC 6455 has it. */
    private static ByteBuf textFrame(byte[] payload) {
        ByteBuf frame = Unpooled.buffer(payload.length + 10).writeByte(0x81);
        if (payload.length < 126) {
            frame.writeByte(payload.length);
        } else if (payload.length < 65_536) {
            frame.writeByte(126).writeShort(payload.length);
        } else {
            frame.writeByte(127).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
    }

    /** The connection stays, but nothing is sent and nothing read, until it is torn down after so long. */
    void die(long millis) {
        if (!closing) {
            closing = true;
            dead = true;
            channel.config().setAutoRead(false);
            channel.eventLoop().schedule(this::tearDown, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends it with a reset, if it is dead. */
    void tearDown() {
        if (dead) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    SocketAddress remote() {
        return channel.remoteAddress();
    }
}
