package io.candlelake.producer.connection;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One connection, from the attempt to open it to its end. Nothing here waits: who holds it looks at it again and again. */
// How its futures end is seen in the receiver.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection {
    private final Receiver receiver;
    private final Timing timing;
    private final CompletableFuture<WebSocket> socket;
    private final long triedNanos = System.nanoTime();

    private Connection(Receiver receiver, Timing timing, CompletableFuture<WebSocket> socket) {
        this.receiver = receiver;
        this.timing = timing;
        this.socket = socket;
    }

    /** @param changed told when it is acknowledged, and at its end */
    static Connection open(HttpClient http, URI uri, Receiver receiver, Timing timing, Runnable changed) {
        CompletableFuture<WebSocket> socket =
                http.newWebSocketBuilder().connectTimeout(timing.opening()).buildAsync(uri, receiver);
        socket.whenComplete((open, failure) -> {
            if (failure != null) {
                receiver.end().completeExceptionally(new ConnectionLostException(failure));
            }
        });
        receiver.acknowledged().thenRun(changed);
        receiver.end().whenComplete((end, loss) -> changed.run());
        return new Connection(receiver, timing, socket);
    }

    boolean isSubscribed() {
        return receiver.acknowledged().isDone();
    }

    /** How long ago it was tried; nothing while it is not acknowledged. */
    Duration age() {
        return isSubscribed() ? Duration.ofNanos(System.nanoTime() - triedNanos) : Duration.ZERO;
    }

    /** How long it waited for the other side so far. */
    Duration waited() {
        return Duration.ofNanos(receiver.waitedNanos());
    }

    /**
     * Why it is lost; empty while it is not.
     *
     * @throws SubscriptionRefusedException when Coinbase does not give the products
     * @throws RuntimeException that the sink threw
     */
    Optional<String> loss() {
        if (receiver.end().isDone()) {
            return Optional.of(ended());
        }
        if (receiver.silentNanos() > timing.silence().toNanos()) {
            return Optional.of("no heartbeat for " + seconds(timing.silence()));
        }
        if (!isSubscribed() && receiver.waitedNanos() > timing.acknowledgement().toNanos()) {
            return Optional.of("no acknowledgement of the subscription in " + seconds(timing.acknowledgement()));
        }
        return Optional.empty();
    }

    private String ended() {
        try {
            receiver.end().join();
            throw new IllegalStateException("a connection has no end but its loss");
        } catch (CompletionException ended) {
            if (ended.getCause() instanceof ConnectionLostException lost) {
                return String.valueOf(lost.getMessage());
            }
            if (ended.getCause() instanceof Error error) {
                throw error;
            }
            throw ended.getCause() instanceof RuntimeException why ? why : ended;
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1_000.0 + " s";
    }

    /** Whatever still comes is not taken: as if it had come after the end. Says goodbye where that is still possible. */
    void close() {
        boolean lost = receiver.end().isDone();
        receiver.end().cancel(false);
        socket.thenAccept(open -> {
            if (lost || open.isOutputClosed()) {
                open.abort();
            } else {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                        .orTimeout(1, TimeUnit.SECONDS)
                        .whenComplete((sent, failure) -> open.abort());
            }
        });
    }
}
