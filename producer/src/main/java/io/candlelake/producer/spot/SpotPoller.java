package io.candlelake.producer.spot;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Polls for as long as the process lives: {@code new SpotPoller(settings, endpoint, output, memory, listener, clock).run()}.
 *
 * <p>Intervals are aligned to the epoch, each pair is asked for once in each, a random moment after its beginning; again
 * within it when that failed; never two requests of a pair at a time.
 */
public final class SpotPoller {
    /** However many the pairs: a pair waits for its turn, which its interval allows. */
    private static final int MOST_THREADS = 16;

    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final SpotSettings settings;
    private final SpotEndpoint endpoint;
    private final SpotMemory memory;
    private final SpotNotes notes;
    private final SpotListener listener;
    private final Clock clock;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /** Asks nothing yet. */
    public SpotPoller(
            SpotSettings settings,
            SpotEndpoint endpoint,
            SpotOutput output,
            SpotMemory memory,
            SpotListener listener,
            Clock clock) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.memory = memory;
        this.notes = new SpotNotes(new SpotSchedule(settings.interval()), output, memory, clock);
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Runs until interrupted.
     *
     * @throws InterruptedException then
     * @throws RuntimeException that the output or the memory threw
     */
    public void run() throws InterruptedException {
        Map<ProductId, Timestamp> settled = memory.read();
        int threads = Math.max(1, Math.min(MOST_THREADS, settings.pairs().size()));
        ScheduledThreadPoolExecutor turns =
                new ScheduledThreadPoolExecutor(threads, turn -> new Thread(turn, "spot-price"));
        try {
            for (ProductId pair : settings.pairs()) {
                next(turns, pair(pair, Optional.ofNullable(settled.get(pair))), Duration.ZERO);
            }
            failure.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } finally {
            turns.shutdownNow();
            boolean unused = turns.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private SpotPair pair(ProductId pair, Optional<Timestamp> lastSettled) {
        return new SpotPair(
                pair, lastSettled, notes.schedule(), endpoint, notes, listener, clock, RandomGenerator.getDefault());
    }

    /** Each turn plans the next of its pair, so there is one at a time. */
    private void next(ScheduledThreadPoolExecutor turns, SpotPair pair, Duration wait) {
        Future<?> unused = turns.schedule(
                () -> {
                    try {
                        next(turns, pair, pair.turn());
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException | Error broken) {
                        failure.completeExceptionally(broken);
                    }
                },
                wait.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
