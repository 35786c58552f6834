package io.candlelake.producer;

import io.candlelake.contract.health.HealthServer;
import io.candlelake.producer.advanced.AdvancedProtocol;
import io.candlelake.producer.connection.FeedSettings;
import io.candlelake.producer.connection.LiveFeed;
import io.candlelake.producer.connection.Protocol;
import io.candlelake.producer.connection.SubscriptionRefusedException;
import io.candlelake.producer.exchange.ExchangeProtocol;
import io.candlelake.producer.metrics.ProducerMetrics;
import io.candlelake.producer.raw.RawWriteException;
import io.candlelake.producer.raw.RawWriter;
import io.candlelake.producer.secret.ApiKeyException;
import io.candlelake.producer.secret.KeyRing;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The live way, put together: Coinbase's feeds into raw_messages until told to stop, or until something breaks. */
final class LiveProducer {
    static final int STOPPED = 0;
    static final int BROKEN = 1;

    private final ProducerSettings settings;
    private final PrintStream errors;
    private final Clock clock = Clock.systemUTC();
    private final ProducerMetrics metrics = new ProducerMetrics();
    private final Workers workers = new Workers();
    private final Pulse kafka = new Pulse(System::nanoTime);
    private final List<LiveFeed> feeds = new CopyOnWriteArrayList<>();

    /** @param errors gets one line when something is broken */
    LiveProducer(ProducerSettings settings, PrintStream errors) {
        this.settings = settings;
        this.errors = errors;
    }

    /** True when Coinbase has acknowledged every feed's subscription, and Kafka acknowledges records. */
    boolean isReady() {
        return !feeds.isEmpty() && feeds.stream().allMatch(LiveFeed::isSubscribed) && kafka.beats();
    }

    /** Runs until the calling thread is interrupted, which is no error; the exit code of the process. */
    int run() {
        try (metrics) {
            if (settings.healthPort() == 0) {
                return runAll();
            }
            try (HealthServer health =
                    HealthServer.start(settings.healthHost(), settings.healthPort(), workers::areWell, this::isReady)) {
                health.serve("/metrics", ProducerMetrics.CONTENT_TYPE, metrics::scrape);
                return runAll();
            }
        } catch (IOException taken) {
            return broken("HEALTH_PORT " + settings.healthPort() + " cannot be used (" + taken.getMessage() + ")");
        } catch (SubscriptionRefusedException | RawWriteException | ApiKeyException known) {
            return broken(known.getMessage());
        }
    }

    private int runAll() {
        try (KeyRing key = KeyRing.open(settings.key(), clock, metrics.key());
                RawWriter writer = RawWriter.connect(settings.bootstrapServers(), metadata -> kafka.beat())) {
            runFeeds(key, writer);
            writer.requireNoFailure();
            return STOPPED;
        } catch (InterruptedException stopped) {
            return STOPPED;
        }
    }

    private void runFeeds(KeyRing key, RawWriter writer) {
        try (workers) {
            var unused = writer.failure().exceptionally(failure -> {
                workers.fail(failure);
                return null;
            });
            settings.exchange().ifPresent(feed -> start("exchange", feed, new ExchangeProtocol(true), writer));
            settings.advanced().ifPresent(feed -> start("advanced", feed, new AdvancedProtocol(key), writer));
            workers.awaitFailure();
        } catch (InterruptedException stopped) {
            // Asked to: whether all went well is seen when the writer has sent what it had.
        }
    }

    private void start(String name, FeedSettings feed, Protocol protocol, RawWriter writer) {
        LiveFeed live =
                new LiveFeed(feed, protocol, () -> writer.connection(feed.feed())::write, metrics.feed(name), clock);
        metrics.subscribed(name, live::isSubscribed);
        feeds.add(live);
        workers.start(name, live::run);
    }

    private int broken(@Nullable String line) {
        errors.println("producer: " + line);
        return BROKEN;
    }
}
