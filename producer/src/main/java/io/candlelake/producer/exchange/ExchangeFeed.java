package io.candlelake.producer.exchange;

import io.candlelake.producer.source.FrameSink;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coinbase Exchange's feed for as long as the process lives: one connection, and after its loss the next, each with a
 * sink of its own.
 *
 * <p>What was missed in between is not asked for: gap repair from REST belongs here, between two connections.
 */
public final class ExchangeFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeFeed.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    /** A connection that lived so long was a good one: the next failure is the first again. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final ExchangeSettings settings;
    private final Supplier<FrameSink> sinks;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean subscribed;

    /** @param sinks gives the sink of each new connection */
    public ExchangeFeed(ExchangeSettings settings, Supplier<FrameSink> sinks, Clock clock) {
        this.settings = settings;
        this.sinks = sinks;
        this.clock = clock;
    }

    /** True while there is a connection on which Coinbase has acknowledged the subscription. */
    public boolean isSubscribed() {
        return subscribed;
    }

    /**
     * Runs until interrupted.
     *
     * @throws InterruptedException then
     * @throws SubscriptionRefusedException when Coinbase does not give the products
     * @throws RuntimeException that a sink threw
     */
    public void run() throws InterruptedException {
        Subscription subscription = new Subscription(settings.products());
        RandomGenerator random = RandomGenerator.getDefault();
        int failures = 0;
        while (true) {
            long startedNanos = System.nanoTime();
            try {
                new ExchangeConnection(http, settings.uri(), subscription, clock, this::subscribed).readTo(sinks.get());
            } catch (ConnectionLostException lost) {
                boolean steady = System.nanoTime() - startedNanos > STEADY.toNanos();
                failures = steady ? 1 : failures + 1;
                Duration wait = BACKOFF.delay(failures, random);
                LOG.warn("lost {}: {}; next attempt in {} ms", settings.uri(), lost.getMessage(), wait.toMillis());
                subscribed = false;
                Thread.sleep(wait.toMillis());
            } finally {
                subscribed = false;
            }
        }
    }

    private void subscribed() {
        subscribed = true;
        LOG.info("subscribed to matches and heartbeat of {} at {}", settings.products(), settings.uri());
    }
}
