package io.candlelake.producer;

import io.candlelake.contract.health.HealthServer;
import io.candlelake.producer.connection.SubscriptionRefusedException;
import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.metrics.ProducerMetrics;
import io.candlelake.producer.progress.Progress;
import io.candlelake.producer.progress.ProgressException;
import io.candlelake.producer.raw.RawWriteException;
import io.candlelake.producer.raw.RawWriter;
import io.candlelake.producer.raw.WriteListener;
import io.candlelake.producer.record.RecordException;
import io.candlelake.producer.record.Recorder;
import io.candlelake.producer.secret.ApiKeyException;
import io.candlelake.producer.secret.KeyRing;
import io.candlelake.producer.spot.SpotProgressException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The live way, put together: what Coinbase has into raw_messages, from where the last process stopped, until told to stop or until
 * something breaks.
 */
final class LiveProducer {
    static final int STOPPED = 0;
    static final int BROKEN = 1;

    private final ProducerSettings settings;
    private final PrintStream errors;
    private final Clock clock = Clock.systemUTC();
    private final ProducerMetrics metrics;
    private final Sources sources;
    private final Pulse kafka = new Pulse(System::nanoTime);

    /** @param errors gets one line when something is broken */
    LiveProducer(ProducerSettings settings, PrintStream errors) {
        this.settings = settings;
        this.errors = errors;
        this.metrics = new ProducerMetrics(settings.products(), clock);
        this.sources = new Sources(settings, metrics);
    }

    /** True when Coinbase has acknowledged every feed's subscription, and Kafka acknowledges records. */
    boolean isReady() {
        return sources.areSubscribed() && kafka.beats();
    }

    /** Runs until the calling thread is interrupted, which is no error; the exit code of the process. */
    int run() {
        try (metrics) {
            if (settings.healthPort() == 0) {
                return runAll();
            }
            try (HealthServer health =
                    HealthServer.start(settings.healthHost(), settings.healthPort(), sources::areWell, this::isReady)) {
                health.serve("/metrics", ProducerMetrics.CONTENT_TYPE, metrics::scrape);
                return runAll();
            }
        } catch (IOException taken) {
            return broken("HEALTH_PORT " + settings.healthPort() + " cannot be used (" + taken.getMessage() + ")");
        } catch (SubscriptionRefusedException
                | RawWriteException
                | ProgressException
                | SpotProgressException
                | ApiKeyException
                | RecordException known) {
            return broken(known.getMessage());
        }
    }

    private int runAll() {
        WriteListener writes = metrics.writes(kafka::beat);
        try {
            if (settings.recording().isEmpty()) {
                return run(writes);
            }
            try (Recorder recorder = Recorder.open(settings.recording().get(), metrics.recording())) {
                return run(new Recording(recorder, writes));
            }
        } catch (InterruptedException stopped) {
            return STOPPED;
        }
    }

    private int run(WriteListener writes) throws InterruptedException {
        try (KeyRing key = KeyRing.open(settings.key(), clock, metrics.key())) {
            Progress progress = Progress.read(
                    settings.kafka().bootstrapServers(),
                    settings.kafka().deliveryTimeout(),
                    settings.kafka().startPatience());
            GapTracker gaps = new GapTracker(settings.gaps(), progress.resumed(), metrics.gaps());
            RawWriter writer = RawWriter.connect(settings.kafka(), gaps, progress, writes);
            try (writer;
                    sources) {
                sources.start(writer, gaps, key);
                sources.awaitFailure();
            } catch (InterruptedException stopped) {
                // Asked to: whether all went well is seen below, when the writer has sent what it had.
            }
            writer.requireNoFailure();
            return STOPPED;
        }
    }

    private int broken(@Nullable String line) {
        errors.println("producer: " + line);
        return BROKEN;
    }
}
