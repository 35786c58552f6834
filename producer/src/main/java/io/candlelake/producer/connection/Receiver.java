package io.candlelake.producer.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.FrameBuffer;
import io.candlelake.producer.source.FrameSink;
import io.candlelake.producer.source.ReceivedFrame;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hears one connection: subscribes, joins fragments, gives frames to the sink, watches for the acknowledgement and for
 * heartbeats.
 *
 * <p>The next piece is asked for when the one before is taken: while the sink waits for room, nothing is read, and TCP
 * holds Coinbase back.
 */
final class Receiver implements WebSocket.Listener {
    private final Subscription subscription;
    private final FrameSink sink;
    private final FeedListener listener;
    private final Clock clock;
    private final FrameBuffer buffer = new FrameBuffer();
    private final Waiting waiting = new Waiting(System::nanoTime);
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile long heartbeatNanos;

    Receiver(Subscription subscription, FrameSink sink, FeedListener listener, Clock clock) {
        this.subscription = subscription;
        this.sink = sink;
        this.listener = listener;
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

    /** How long, since it is open, it waited for the other side: we were ready, and nothing came. */
    long waitedNanos() {
        return waiting.totalNanos();
    }

    /** As {@link #waitedNanos}, since the last heartbeat. */
    long silentNanos() {
        return waiting.totalNanos() - heartbeatNanos;
    }

    @Override
    public void onOpen(WebSocket socket) {
        if (end.isDone()) {
            socket.abort();
            return;
        }
        listener.opened();
        waiting.start();
        CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(socket);
        for (String message : subscription.messages()) {
            sent = sent.thenCompose(open -> open.sendText(message, true));
        }
        CompletableFuture<?> unused = sent.exceptionally(failure -> {
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
        waiting.stop();
        try {
            buffer.append(piece, 0, piece.length);
            if (last) {
                deliver(buffer.take(Timestamp.of(clock.instant())));
            }
        } catch (RuntimeException | Error fatal) {
            end.completeExceptionally(fatal);
            return;
        }
        waiting.start();
        socket.request(1);
    }

    /** Written first: whatever a frame says of the connection, it is kept. */
    private void deliver(ReceivedFrame frame) {
        sink.accept(frame);
        listener.frame(frame.originalSize().orElse(frame.payload().length));
        Signal signal = subscription.read(frame.payload());
        switch (signal.kind()) {
            case DATA -> {}
            case HEARTBEAT -> heartbeatNanos = waiting.totalNanos();
            case ACKNOWLEDGED -> acknowledged.complete(null);
            case REFUSED ->
                throw acknowledged.isDone()
                        ? new ConnectionLostException(signal.detail())
                        : new SubscriptionRefusedException(signal.detail());
            case ERROR -> throw new ConnectionLostException(signal.detail());
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
