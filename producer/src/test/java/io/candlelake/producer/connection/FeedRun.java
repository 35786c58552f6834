package io.candlelake.producer.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.producer.source.FrameSink;
import io.candlelake.producer.source.ReceivedFrame;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A feed that runs on a thread of its own, and everything that comes out of it. */
public final class FeedRun implements AutoCloseable {
    /** All waits short, so that a test need not wait long for what has to happen. */
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(20),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)));

    private final LiveFeed feed;
    private final Thread runner;
    private final BlockingQueue<Heard> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private final AtomicInteger rotations = new AtomicInteger();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile FrameSink sink = frame -> {};

    /** A frame, and on which connection it came: 1, 2 and so on. */
    record Heard(int connection, ReceivedFrame frame) {
        String text() {
            return new String(frame.payload(), UTF_8);
        }
    }

    /** With the times of production. */
    public FeedRun(FeedSettings settings, Protocol protocol) {
        this(settings, protocol, Timing.STANDARD, HttpClient.newHttpClient());
    }

    FeedRun(FeedSettings settings, Protocol protocol, Timing timing, HttpClient http) {
        feed = new LiveFeed(settings, protocol, this::newSink, listener(), Clock.systemUTC(), timing, http);
        runner = new Thread(this::run, "feed");
        runner.start();
    }

    private FrameSink newSink() {
        int connection = connections.incrementAndGet();
        return frame -> {
            // Read first: a test that has seen the frame may change what becomes of the next one.
            FrameSink inForce = sink;
            frames.add(new Heard(connection, frame));
            inForce.accept(frame);
        };
    }

    private FeedListener listener() {
        return new FeedListener() {
            @Override
            public void subscribed() {
                acknowledgements.incrementAndGet();
            }

            @Override
            public void lost(String reason) {
                losses.add(reason);
            }

            @Override
            public void rotated() {
                rotations.incrementAndGet();
            }
        };
    }

    private void run() {
        try {
            feed.run();
        } catch (InterruptedException | RuntimeException ended) {
            end.completeExceptionally(ended);
        }
    }

    /** What becomes of every frame after it was noted. */
    void sinkInto(FrameSink sink) {
        this.sink = sink;
    }

    public boolean isSubscribed() {
        return feed.isSubscribed();
    }

    boolean hasEnded() {
        return end.isDone();
    }

    int connections() {
        return connections.get();
    }

    int acknowledgements() {
        return acknowledgements.get();
    }

    int rotations() {
        return rotations.get();
    }

    BlockingQueue<Heard> frames() {
        return frames;
    }

    BlockingQueue<String> losses() {
        return losses;
    }

    Heard next() throws InterruptedException {
        return next(frames);
    }

    public String nextFrame() throws InterruptedException {
        return next().text();
    }

    /** Why the next connection was lost. */
    public String nextLoss() throws InterruptedException {
        return next(losses);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /** Throws what ended the feed. */
    public void awaitEnd() throws Throwable {
        try {
            end.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    public static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    @Override
    public void close() throws InterruptedException {
        runner.interrupt();
        runner.join(10_000);
        assertThat(runner.isAlive()).isFalse();
    }
}
