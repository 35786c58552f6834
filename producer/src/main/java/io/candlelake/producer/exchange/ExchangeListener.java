package io.candlelake.producer.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.FrameBuffer;
import io.candlelake.producer.source.FrameSink;
import io.candlelake.producer.source.ReceivedFrame;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hears one connection: subscribes, joins fragments, gives frames to the sink, watches for the acknowledgement.
 *
 * <p>The next piece is asked for when the one before is taken: while the sink waits for room, nothing is read, and TCP
 * holds Coinbase back.
 */
final class ExchangeListener implements WebSocket.Listener {
    private final Subscription subscription;
    private final FrameSink sink;
    private final Clock clock;
    private final FrameBuffer buffer = new FrameBuffer();
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean busy;
    private volatile long lastPieceNanos = System.nanoTime();

    ExchangeListener(Subscription subscription, FrameSink sink, Clock clock) {
        this.subscription = subscription;
        this.sink = sink;
        this.clock = clock;
    }

    /** Completes when Coinbase has listed everything that was asked for. */
    CompletableFuture<Void> acknowledged() {
        return acknowledged;
    }

    /** Completes, always exceptionally: {@link ConnectionLostException}, or what cannot be mended by another connection. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** How long nothing came, though we were ready for it. */
    Duration silence() {
        return busy ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastPieceNanos);
    }

    @Override
    public void onOpen(WebSocket socket) {
        lastPieceNanos = System.nanoTime();
        CompletableFuture<?> unused = socket.sendText(subscription.message(), true)
                .exceptionally(failure -> {
                    end.completeExceptionally(new ConnectionLostException(failure));
                    return socket;
                });
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
        // A text frame is UTF-8 by the protocol, so encoding gives back the bytes that were on the wire.
        take(socket, piece.toString().getBytes(UTF_8), last);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer piece, boolean last) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        take(socket, bytes, last);
        return null;
    }

    private void take(WebSocket socket, byte[] piece, boolean last) {
        if (end.isDone()) {
            return;
        }
        busy = true;
        try {
            buffer.append(piece, 0, piece.length);
            if (last) {
                deliver(buffer.take(Timestamp.of(clock.instant())));
            }
        } catch (RuntimeException fatal) {
            end.completeExceptionally(fatal);
            return;
        } finally {
            lastPieceNanos = System.nanoTime();
            busy = false;
        }
        socket.request(1);
    }

    /** Written first: whatever a frame says of the subscription, it is kept. */
    private void deliver(ReceivedFrame frame) {
        sink.accept(frame);
        if (!acknowledged.isDone() && subscription.isAcknowledgedBy(frame.payload())) {
            acknowledged.complete(null);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        end.completeExceptionally(new ConnectionLostException(
                "closed by the other side with status " + status + (reason.isEmpty() ? "" : ", " + reason)));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end.completeExceptionally(new ConnectionLostException(error));
    }
}
