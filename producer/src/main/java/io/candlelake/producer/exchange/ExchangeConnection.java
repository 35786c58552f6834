package io.candlelake.producer.exchange;

import io.candlelake.producer.source.FrameSink;
import io.candlelake.producer.source.FrameSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to Coinbase Exchange, from opening it to losing it. Heartbeats come every second: without anything for
 * five, it counts as dead.
 */
final class ExchangeConnection implements FrameSource {
    private static final Duration OPENING = Duration.ofSeconds(5);
    private static final Duration DEAD = Duration.ofSeconds(5);

    /** Coinbase's own limit for subscribing is 5 s; an answer takes no longer. */
    private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(10);

    private static final long CHECK_MILLIS = 200;

    private final HttpClient http;
    private final URI uri;
    private final Subscription subscription;
    private final Clock clock;
    private final Runnable subscribed;

    /** @param subscribed told once, when Coinbase has acknowledged */
    ExchangeConnection(HttpClient http, URI uri, Subscription subscription, Clock clock, Runnable subscribed) {
        this.http = http;
        this.uri = uri;
        this.subscription = subscription;
        this.clock = clock;
        this.subscribed = subscribed;
    }

    /**
     * Never returns normally.
     *
     * @throws ConnectionLostException at its end, or when it cannot be opened
     * @throws SubscriptionRefusedException when Coinbase does not give the products
     */
    @Override
    public void readTo(FrameSink sink) throws InterruptedException {
        ExchangeListener listener = new ExchangeListener(subscription, sink, clock);
        var unused = listener.acknowledged().thenRun(subscribed);
        try {
            WebSocket socket = open(listener);
            try {
                awaitEnd(listener);
            } finally {
                socket.abort();
            }
        } finally {
            // Whatever still comes is not taken: as if it had come after the end.
            listener.end().cancel(false);
        }
    }

    private WebSocket open(ExchangeListener listener) throws InterruptedException {
        try {
            return http.newWebSocketBuilder()
                    .connectTimeout(OPENING)
                    .buildAsync(uri, listener)
                    .get();
        } catch (ExecutionException failed) {
            throw new ConnectionLostException(failed);
        }
    }

    private static void awaitEnd(ExchangeListener listener) throws InterruptedException {
        long openedNanos = System.nanoTime();
        while (true) {
            try {
                listener.end().get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillOpen) {
                if (listener.silence().compareTo(DEAD) > 0) {
                    throw new ConnectionLostException("nothing came for " + DEAD.toSeconds() + " s");
                }
                if (!listener.acknowledged().isDone() && System.nanoTime() - openedNanos > UNACKNOWLEDGED.toNanos()) {
                    throw new ConnectionLostException(
                            "no answer to the subscription in " + UNACKNOWLEDGED.toSeconds() + " s");
                }
            } catch (ExecutionException ended) {
                throw ended.getCause() instanceof RuntimeException why ? why : new IllegalStateException(ended);
            }
        }
    }
}
