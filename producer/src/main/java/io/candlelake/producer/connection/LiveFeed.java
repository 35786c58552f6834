package io.candlelake.producer.connection;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.source.FrameSink;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A feed for as long as the process lives, its products spread over connections:
 *
 * <pre>{@code
 * new LiveFeed(FeedSettings.of(Feed.EXCHANGE, uri, products), new ExchangeProtocol(true), sinks, FeedListener.NONE, clock)
 *         .run();
 * }</pre>
 *
 * <p>What was missed between two connections is not asked for here: the sinks see it by the trade ids.
 */
public final class LiveFeed {
    private static final long CHECK_MILLIS = 100;

    private final FeedSettings settings;
    private final Protocol protocol;
    private final Supplier<FrameSink> sinks;
    private final FeedListener listener;
    private final Clock clock;
    private final Timing timing;
    private final HttpClient http;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Semaphore changes = new Semaphore(0);
    private final List<Lane> lanes;

    /** @param sinks gives the sink of each new connection, which hears it from one thread at a time */
    public LiveFeed(
            FeedSettings settings, Protocol protocol, Supplier<FrameSink> sinks, FeedListener listener, Clock clock) {
        this(settings, protocol, sinks, listener, clock, Timing.STANDARD, HttpClient.newHttpClient());
    }

    LiveFeed(
            FeedSettings settings,
            Protocol protocol,
            Supplier<FrameSink> sinks,
            FeedListener listener,
            Clock clock,
            Timing timing,
            HttpClient http) {
        this.settings = settings;
        this.protocol = protocol;
        this.sinks = sinks;
        this.listener = listener;
        this.clock = clock;
        this.timing = timing;
        this.http = http;
        lanes = lanes();
    }

    private List<Lane> lanes() {
        List<List<ProductId>> shares = settings.shares();
        List<Lane> all = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            List<ProductId> products = shares.get(i);
            boolean first = i == 0;
            all.add(new Lane(
                    settings.feed().label() + " " + (i + 1) + "/" + shares.size() + " of " + products.size()
                            + " products at " + settings.uri(),
                    () -> open(products, first),
                    new Attempts(timing, random, System::nanoTime),
                    protocol.limits(),
                    this::rotation,
                    timing.overlap(),
                    listener));
        }
        return List.copyOf(all);
    }

    private Connection open(List<ProductId> products, boolean first) {
        Receiver receiver = new Receiver(protocol.subscription(products, first), sinks.get(), listener, clock);
        return Connection.open(http, settings.uri(), receiver, timing, changes::release);
    }

    /** Up to a quarter earlier than set, so that connections that were opened together are not rotated together. */
    private Duration rotation() {
        long most = settings.rotation().toMillis();
        return Duration.ofMillis(most - random.nextLong(most / 4 + 1));
    }

    /** True while Coinbase has acknowledged every connection's subscription. */
    public boolean isSubscribed() {
        return lanes.stream().allMatch(Lane::isSubscribed);
    }

    /**
     * Runs until interrupted.
     *
     * @throws InterruptedException then
     * @throws SubscriptionRefusedException when Coinbase does not give the products
     * @throws RuntimeException that a sink threw: the first of them ends all connections
     */
    public void run() throws InterruptedException {
        try {
            while (true) {
                lanes.forEach(Lane::tend);
                if (changes.tryAcquire(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                    changes.drainPermits();
                }
            }
        } finally {
            lanes.forEach(Lane::close);
        }
    }
}
