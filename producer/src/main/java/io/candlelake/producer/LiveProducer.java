package io.candlelake.producer;

import io.candlelake.contract.health.HealthServer;
import io.candlelake.producer.connection.FeedListener;
import io.candlelake.producer.connection.LiveFeed;
import io.candlelake.producer.connection.SubscriptionRefusedException;
import io.candlelake.producer.exchange.ExchangeProtocol;
import io.candlelake.producer.raw.RawWriteException;
import io.candlelake.producer.raw.RawWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The live way, put together: the exchange's feed into raw_messages until told to stop, or until something breaks. */
final class LiveProducer {
    static final int STOPPED = 0;
    static final int BROKEN = 1;

    private final ProducerSettings settings;
    private final PrintStream errors;
    private final CountDownLatch acknowledged = new CountDownLatch(1);
    private volatile @Nullable LiveFeed feed;

    /** @param errors gets one line when something is broken */
    LiveProducer(ProducerSettings settings, PrintStream errors) {
        this.settings = settings;
        this.errors = errors;
    }

    /** True when Coinbase has acknowledged the subscription, and Kafka the first record. */
    boolean isReady() {
        LiveFeed running = feed;
        return running != null && running.isSubscribed() && acknowledged.getCount() == 0;
    }

    /** Runs until the calling thread is interrupted, which is no error; the exit code of the process. */
    int run() {
        try {
            if (settings.healthPort() == 0) {
                return runFeed();
            }
            try (HealthServer health = HealthServer.start(settings.healthPort(), () -> true, this::isReady)) {
                return runFeed();
            }
        } catch (IOException taken) {
            return broken("HEALTH_PORT " + settings.healthPort() + " cannot be used (" + taken.getMessage() + ")");
        } catch (SubscriptionRefusedException | RawWriteException known) {
            return broken(known.getMessage());
        }
    }

    private int runFeed() {
        RawWriter writer;
        try {
            writer = RawWriter.connect(settings.bootstrapServers(), metadata -> acknowledged.countDown());
        } catch (InterruptedException stopped) {
            return STOPPED;
        }
        try (writer) {
            interruptOnFailure(writer);
            LiveFeed exchange = new LiveFeed(
                    settings.exchange(),
                    new ExchangeProtocol(true),
                    () -> writer.connection(settings.exchange().feed())::write,
                    FeedListener.NONE,
                    Clock.systemUTC());
            feed = exchange;
            exchange.run();
        } catch (InterruptedException stopped) {
            // Asked to: whether all went well is seen below, when the writer has sent what it had.
        }
        writer.requireNoFailure();
        return STOPPED;
    }

    /** A record may fail while the feed waits for the next frame, or for the next connection. */
    private static void interruptOnFailure(RawWriter writer) {
        Thread reader = Thread.currentThread();
        var unused = writer.failure().exceptionally(failure -> {
            reader.interrupt();
            return null;
        });
    }

    private int broken(@Nullable String line) {
        errors.println("producer: " + line);
        return BROKEN;
    }
}
