package io.candlelake.local.stack;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The order of the start: what does not need each other starts at once, the rest as soon as what it needs is there. */
final class Startup {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration WATCH = Duration.ofMillis(200);

    private final Home home;
    private final StackOptions options;
    private final ChosenPorts ports;
    private final Function<Part, Keeper> keepers;
    private final Progress progress;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CompletableFuture<?>> all = new ArrayList<>();
    private final Queue<Progress.Step> open = new ConcurrentLinkedQueue<>();
    /** The first failure, so that nobody waits for the others. */
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    Startup(Home home, StackOptions options, ChosenPorts ports, Function<Part, Keeper> keepers, Progress progress) {
        this.home = home;
        this.options = options;
        this.ports = ports;
        this.keepers = keepers;
        this.progress = progress;
    }

    /** Returns when everything is ready; throws the first failure. Stops no process. */
    void run() throws InterruptedException {
        try {
            CompletableFuture<?> topics = topics(started(Part.BROKER));
            if (has(Part.CONNECT)) {
                CompletableFuture<?> worker = started(Part.CONNECT);
                CompletableFuture<?> tables = tables();
                all.add(sinks(CompletableFuture.allOf(worker, topics, tables)));
                if (has(Part.LAKE_KEEPER)) {
                    all.add(after(tables, Part.LAKE_KEEPER.title(), () -> ready(Part.LAKE_KEEPER)));
                }
            }
            CompletableFuture<?> market = has(Part.SIMULATOR) ? started(Part.SIMULATOR) : topics;
            if (has(Part.STREAMS)) {
                all.add(after(topics, "streams app", () -> ready(Part.STREAMS)));
            }
            if (has(Part.PRODUCER)) {
                all.add(after(CompletableFuture.allOf(topics, market), "producer", () -> ready(Part.PRODUCER)));
            }
            all.add(topics);
            all.add(market);
            awaitAll();
        } finally {
            threads.shutdownNow();
            // Some need a moment to notice; nobody waits for them any more.
            open.forEach(Progress.Step::failed);
        }
    }

    private boolean has(Part part) {
        return options.parts().contains(part);
    }

    private CompletableFuture<?> started(Part part) {
        return after(CompletableFuture.completedFuture(null), part.title(), () -> ready(part));
    }

    private String ready(Part part) throws InterruptedException {
        Keeper keeper = keepers.apply(part);
        keeper.start();
        keeper.awaitReady(PATIENCE);
        return part.title() + " ready" + place(part);
    }

    private String place(Part part) {
        return switch (part) {
            case BROKER -> " at " + ports.bootstrapServers();
            case CONNECT, SIMULATOR -> " at http://127.0.0.1:" + ports.of(part);
            case LAKE_KEEPER -> ", metrics at http://127.0.0.1:" + ports.of(part) + "/metrics";
            case STREAMS, PRODUCER -> "";
        };
    }

    private CompletableFuture<?> topics(CompletableFuture<?> broker) {
        return after(broker, "topics", () -> {
            BrokerIdentity.require(ports.bootstrapServers(), options.directory());
            int created = TopicCreation.createMissing(ports.bootstrapServers());
            return created == 0 ? "topics are there" : created + " topics created";
        });
    }

    private CompletableFuture<?> tables() {
        return after(CompletableFuture.completedFuture(null), "tables", () -> {
            try (LakeCatalog catalog =
                    LakeCatalog.open(LakeSettings.local(options.directory().path()))) {
                List<LakeTables.Presence> tables = LakeTables.createMissing(catalog);
                tables.forEach(table -> table.lines().forEach(progress::say));
                long created =
                        tables.stream().filter(LakeTables.Presence::created).count();
                return created == 0 ? "tables are there" : created + " tables created";
            } catch (IllegalStateException refused) {
                throw new StackException(String.valueOf(refused.getMessage()), refused);
            }
        });
    }

    private CompletableFuture<?> sinks(CompletableFuture<?> needed) {
        Worker worker = new Worker(home, options.directory(), ports, options.sink());
        return after(needed, "sinks", () -> worker.ensureSinks(PATIENCE, progress::say));
    }

    private CompletableFuture<?> after(CompletableFuture<?> needed, String what, Callable<String> work) {
        return needed.thenRunAsync(() -> step(what, work), threads);
    }

    private void step(String what, Callable<String> work) {
        Progress.Step step = progress.begin(what);
        open.add(step);
        try {
            step.done(work.call());
        } catch (Exception broken) {
            step.failed();
            failed.completeExceptionally(broken);
            throw new CompletionException(broken);
        }
    }

    private void awaitAll() throws InterruptedException {
        CompletableFuture<Void> everything = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        while (true) {
            try {
                CompletableFuture.anyOf(everything, failed).get(WATCH.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                options.parts().forEach(part -> keepers.apply(part).requireStillAlive());
            } catch (ExecutionException broken) {
                throw unwrap(broken);
            }
        }
    }

    private static RuntimeException unwrap(Throwable error) {
        Throwable cause = error;
        while (cause instanceof ExecutionException || cause instanceof CompletionException) {
            cause = cause.getCause() == null ? new IllegalStateException(cause.getMessage()) : cause.getCause();
        }
        return cause instanceof RuntimeException known
                ? known
                : new StackException("the stack could not start: " + cause, cause);
    }
}
