package io.candlelake.producer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/**
 * The threads of a producer, which live and end together:
 *
 * <pre>{@code
 * try (Workers workers = new Workers()) {
 *     workers.start("exchange", exchange::run);
 *     workers.start("advanced", advanced::run);
 *     workers.awaitFailure();
 * }
 * }</pre>
 */
final class Workers implements AutoCloseable {
    /** Of the three seconds from SIGTERM to the end; what is received by then is still to be sent. */
    private static final Duration STOPPING = Duration.ofMillis(700);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /** What a thread does until it is interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Its end, unless it was interrupted, is the end of all: what it throws, and also that it returns. */
    void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                        failure.completeExceptionally(new IllegalStateException(name + " has ended unasked"));
                    } catch (InterruptedException stopped) {
                        // Asked to, by close.
                    } catch (RuntimeException | Error fatal) {
                        failure.completeExceptionally(fatal);
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Another failure that ends all, from whatever thread; the first one counts. */
    void fail(Throwable fatal) {
        failure.completeExceptionally(fatal);
    }

    /** True while nothing failed and every thread is alive. */
    boolean areWell() {
        return !failure.isDone() && threads.stream().allMatch(Thread::isAlive);
    }

    /**
     * Waits for the first failure.
     *
     * @throws InterruptedException when asked to stop before there is one
     * @throws RuntimeException the failure
     */
    void awaitFailure() throws InterruptedException {
        try {
            failure.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException fatal ? fatal : new IllegalStateException(failed);
        }
    }

    /** Interrupts all, and waits a moment for their end. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + STOPPING.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
