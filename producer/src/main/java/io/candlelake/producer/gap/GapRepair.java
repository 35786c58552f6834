package io.candlelake.producer.gap;

import io.candlelake.producer.rest.RestClient;
import io.candlelake.producer.rest.RestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks REST for what is missing, until closed:
 *
 * <pre>{@code
 * try (GapRepair repair = GapRepair.start(settings, tracker, exchangeRest, writer::rest)) {
 *     ...
 * }
 * }</pre>
 */
public final class GapRepair implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GapRepair.class);

    /** How often it is looked whether something is to be asked; small against the patience. */
    private static final long LOOK_MILLIS = 50;

    private static final long STOPPING_MILLIS = 1_000;

    private final GapTracker tracker;
    private final RestClient rest;
    private final List<Thread> workers = new ArrayList<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private volatile boolean failing;

    private GapRepair(GapTracker tracker, RestClient rest) {
        this.tracker = tracker;
        this.rest = rest;
    }

    /**
     * Starts the workers.
     *
     * @param sinks gives each worker its own
     */
    public static GapRepair start(
            GapSettings settings, GapTracker tracker, RestClient rest, Supplier<? extends PageSink> sinks) {
        GapRepair repair = new GapRepair(tracker, rest);
        for (int i = 0; i < settings.workers(); i++) {
            PageSink sink = sinks.get();
            Thread worker = new Thread(() -> repair.run(sink), "gap-repair-" + i);
            repair.workers.add(worker);
            worker.start();
        }
        return repair;
    }

    /** Completes exceptionally when repair ended by itself: a write failed. */
    public CompletableFuture<Void> failure() {
        return failure;
    }

    private void run(PageSink sink) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Ask ask = tracker.nextAsk();
                if (ask == null) {
                    Thread.sleep(LOOK_MILLIS);
                } else {
                    ask(ask, sink);
                }
            }
        } catch (InterruptedException stopped) {
            // Closed.
        } catch (RuntimeException fatal) {
            failure.completeExceptionally(fatal);
        }
    }

    /** What fails stays missing, and is asked for again. */
    private void ask(Ask ask, PageSink sink) throws InterruptedException {
        try {
            if (sink.write(ask, rest.get(ask.path()))) {
                succeeded();
            } else {
                failed(ask, "GET " + ask.path() + ": no page of trades");
            }
        } catch (RestException failed) {
            failed(ask, String.valueOf(failed.getMessage()));
        }
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.info("REST answers again");
        }
    }

    /** One line for the first of many. */
    private void failed(Ask ask, String why) {
        tracker.failed(ask);
        if (!failing) {
            failing = true;
            LOG.warn("gaps stay open and are asked for again: {}", why);
        }
    }

    /** Stops asking. What is still missing is so at the next start, too. */
    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofMillis(STOPPING_MILLIS).toMillis());
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
