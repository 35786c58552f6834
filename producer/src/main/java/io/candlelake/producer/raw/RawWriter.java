package io.candlelake.producer.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.progress.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes raw_messages, idempotent and acknowledged by all replicas:
 *
 * <pre>{@code
 * Progress progress = Progress.read(settings.bootstrapServers(), settings.deliveryTimeout());
 * GapTracker gaps = new GapTracker(GapSettings.defaults(), progress.resumed(), GapListener.NONE);
 * try (RawWriter writer = RawWriter.connect(settings, gaps, progress, WriteListener.NONE)) {
 *     writer.connection(Feed.EXCHANGE).write(frame);
 * }
 * }</pre>
 *
 * <p>While Kafka has no room, whoever writes waits. A record that Kafka does not take is final: {@link #failure} completes, every later write
 * throws. What it had not acknowledged is not in the progress either, and is fetched again at the next start.
 */
public final class RawWriter implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaWriteSettings settings;
    private final Optional<Tracking> tracking;
    private final WriteListener listener;
    private final Room room;
    private final AtomicReference<@Nullable RawWriteException> firstFailure = new AtomicReference<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    private RawWriter(
            KafkaProducer<byte[], byte[]> producer,
            KafkaWriteSettings settings,
            Optional<Tracking> tracking,
            WriteListener listener) {
        this.producer = producer;
        this.settings = settings;
        this.tracking = tracking;
        this.listener = listener;
        this.room = new Room(settings.bufferBytes(), this::requireNoFailure, listener);
    }

    /**
     * The live way: gaps are tracked, progress is noted until this is closed. Returns when Kafka has answered and has the topic.
     *
     * @throws RawWriteException when it has not within its patience
     * @throws InterruptedException when asked to stop meanwhile
     */
    public static RawWriter connect(
            KafkaWriteSettings settings, GapTracker gaps, Progress progress, WriteListener listener)
            throws InterruptedException {
        RawWriter writer = new RawWriter(
                KafkaStart.connect(settings), settings, Optional.of(new Tracking(gaps, progress)), listener);
        progress.start(gaps);
        var unused = progress.failure().exceptionally(refused -> {
            writer.fail(new RawWriteException(String.valueOf(refused.getMessage()), refused));
            return null;
        });
        return writer;
    }

    /**
     * The way of a replay: frames as they are, and nothing else.
     *
     * @param acknowledged told of every record that Kafka has, in each partition's order, from one thread
     */
    public static RawWriter connect(String bootstrapServers, Consumer<RecordMetadata> acknowledged)
            throws InterruptedException {
        return connect(KafkaWriteSettings.of(bootstrapServers), new WriteListener() {
            @Override
            public void acknowledged(RecordMetadata metadata) {
                acknowledged.accept(metadata);
            }
        });
    }

    static RawWriter connect(KafkaWriteSettings settings, WriteListener listener) throws InterruptedException {
        return new RawWriter(KafkaStart.connect(settings), settings, Optional.empty(), listener);
    }

    /** For the frames of one new connection, or file. */
    public ConnectionWriter connection(Feed feed) {
        return new ConnectionWriter(this, feed, tracking);
    }

    /** For what one thread fetches by REST. */
    public RestWriter rest() {
        return new RestWriter(this, tracking);
    }

    /** Completes exceptionally with the {@link RawWriteException} of the first record that Kafka did not take. */
    public CompletableFuture<Void> failure() {
        return failure;
    }

    /** Bytes that are not acknowledged yet: never more than the setting. */
    public int waitingBytes() {
        return room.used();
    }

    /** Queues a record; waits while there is no room. */
    void send(RawRecord record) {
        requireNoFailure();
        try {
            int taken = room.take(record.payload().length);
            listener.written(record.product(), record.headers(), record.payload());
            long startNanos = System.nanoTime();
            if (!isQueued(record, taken, startNanos)) {
                room.await(() -> isQueued(record, taken, startNanos));
            }
        } catch (InterruptException | InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw stopped(stopped);
        } catch (KafkaException refused) {
            throw fail(refused(refused));
        } catch (IllegalStateException closed) {
            throw new RawWriteException("the writer is closed", closed);
        }
    }

    /** False when Kafka's client has not taken it within a second, for it knows no broker that has the topic. */
    private boolean isQueued(RawRecord record, int taken, long startNanos) {
        Acknowledgement acknowledgement = new Acknowledgement(
                record,
                () -> room.giveBack(taken),
                refused -> {
                    RawWriteException unused = fail(refused(refused));
                },
                listener);
        Future<RecordMetadata> unused = producer.send(toKafka(record), acknowledgement);
        TimeoutException notQueued = acknowledgement.notQueued();
        if (notQueued != null
                && System.nanoTime() - startNanos > settings.deliveryTimeout().toNanos()) {
            throw notQueued;
        }
        return notQueued == null;
    }

    /** No failure: the frame is not written, as if it had come after the end. */
    private static RawWriteException stopped(Exception interrupt) {
        return new RawWriteException("asked to stop while waiting for Kafka", interrupt);
    }

    private static ProducerRecord<byte[], byte[]> toKafka(RawRecord record) {
        byte @Nullable [] key =
                record.product().isPresent() ? record.product().get().value().getBytes(UTF_8) : null;
        long millis = Math.floorDiv(record.headers().receivedAt().epochMicros(), 1_000L);
        return new ProducerRecord<>(
                Topics.RAW_MESSAGES,
                null,
                millis,
                key,
                record.payload(),
                record.headers().toKafka());
    }

    private RawWriteException refused(Exception refused) {
        return new RawWriteException(
                "Kafka " + settings.bootstrapServers() + " did not take a record of " + Topics.RAW_MESSAGES + " ("
                        + RawWriteException.reason(refused) + "): to go on would lose frames",
                refused);
    }

    /** The first failure stays, for the later ones are mostly its consequences. */
    private RawWriteException fail(RawWriteException exception) {
        if (firstFailure.compareAndSet(null, exception)) {
            failure.completeExceptionally(exception);
        }
        return exception;
    }

    /** Throws the {@link #failure}, where there is one. */
    public void requireNoFailure() {
        RawWriteException failed = firstFailure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Returns when Kafka has every record written so far; throws {@link RawWriteException} when one was refused. */
    public void flush() throws InterruptedException {
        try {
            producer.flush();
        } catch (InterruptException stopped) {
            boolean unused = Thread.interrupted();
            throw new InterruptedException("asked to stop");
        }
        requireNoFailure();
    }

    /** As {@link #close(Duration)}, with two seconds: a process asked to stop has three. */
    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }

    /** Sends what is queued, for at most so long, and notes the progress. What Kafka does not have then is a {@link #failure}. */
    public void close(Duration patience) {
        try {
            producer.close(patience);
        } catch (InterruptException impatient) {
            boolean unused = Thread.interrupted();
            producer.close(Duration.ZERO);
        }
        tracking.ifPresent(each -> each.progress().close());
    }
}
