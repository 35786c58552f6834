package io.candlelake.local.stack;

import io.candlelake.connect.ConnectClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Watches a stack that is up: one thread for each process, one for the sinks' tasks and the logs. */
final class Supervision implements AutoCloseable {
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "supervision");
        thread.setDaemon(true);
        return thread;
    });
    private final Consumer<String> lines;
    private boolean started;

    Supervision(Consumer<String> lines) {
        this.lines = lines;
    }

    synchronized void start(List<Keeper> keepers, Optional<ConnectClient> connect) {
        if (started) {
            return;
        }
        started = true;
        for (Keeper keeper : keepers) {
            threads.execute(() -> {
                try {
                    keeper.keep();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        threads.execute(() -> rounds(keepers, connect));
    }

    private void rounds(List<Keeper> keepers, Optional<ConnectClient> connect) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(ROUND.toMillis());
                keepers.forEach(Keeper::boundLog);
                connect.ifPresent(client -> Worker.restartFailed(client).forEach(lines));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException stopped) {
            // A question to the worker that the end cuts short has no answer.
            if (!threads.isShutdown()) {
                throw stopped;
            }
        }
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
    }
}
