package io.candlelake.benchmarks.load;

import io.candlelake.benchmarks.process.BenchmarkException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * So many ticks a second into the topic, each with the time at which it was sent as {@code received_at}, until it is told to stop:
 *
 * <pre>{@code
 * try (PacedTicks ticks = PacedTicks.start(broker.bootstrapServers(), 2_000, 7)) { TickSum expected = ticks.stop(); }
 * }</pre>
 *
 * <p>A transaction is committed every 100 ms, as the streams app does when it has no backlog: nobody sees a tick before.
 */
public final class PacedTicks implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;
    private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RECEIVED_AFTER_MICROS = 15_000;

    private final TickTopic topic;
    private final int rate;
    private final MadeMarket market;
    private final CompletableFuture<Double> end = new CompletableFuture<>();
    private volatile boolean stopping;

    private PacedTicks(TickTopic topic, int rate) {
        this.topic = topic;
        this.rate = rate;
        this.market = topic.endlessMarket();
    }

    public static PacedTicks start(String bootstrapServers, int rate, long seed) {
        PacedTicks ticks = new PacedTicks(new TickTopic(bootstrapServers, seed), rate);
        new Thread(ticks::run, "ticks").start();
        return ticks;
    }

    /** Microseconds since the epoch, by the clock that stamps the ticks. */
    public static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private void run() {
        try {
            long begin = System.nanoTime();
            long commitAt = begin + COMMIT_NANOS;
            while (!stopping) {
                long now = System.nanoTime();
                sendUntil((long) ((now - begin) / 1e9 * rate));
                if (now >= commitAt) {
                    topic.commit();
                    commitAt = Math.max(commitAt + COMMIT_NANOS, System.nanoTime());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            topic.commit();
            end.complete(topic.sum().rows() / ((System.nanoTime() - begin) / 1e9));
        } catch (RuntimeException | InterruptedException broken) {
            end.completeExceptionally(broken);
        }
    }

    private void sendUntil(long rows) {
        while (topic.sum().rows() < rows) {
            long now = nowMicros();
            topic.send(market.next(), now - RECEIVED_AFTER_MICROS, now);
        }
    }

    /** Returns when all that was sent is committed, with what that was. */
    public TickSum stop() {
        stopping = true;
        try {
            end.join();
            return topic.sum();
        } catch (CompletionException broken) {
            throw new BenchmarkException("Kafka did not take the ticks: " + broken.getCause(), broken);
        }
    }

    /** Ticks a second that were sent, of those that have stopped. */
    public double rate() {
        return end.join();
    }

    @Override
    public void close() {
        stopping = true;
        end.exceptionally(broken -> 0.0).join();
        topic.close();
    }
}
