package io.candlelake.producer.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes raw_messages, idempotent and acknowledged by all replicas:
 *
 * <pre>{@code
 * try (RawWriter writer = RawWriter.connect("127.0.0.1:19092", acknowledged -> {})) {
 *     writer.connection(Feed.EXCHANGE).write(frame);
 * }
 * }</pre>
 *
 * <p>A record that Kafka does not take is final: {@link #failure} completes, every later write throws.
 */
public final class RawWriter implements AutoCloseable {
    /** How long Kafka may be unreachable at the start, or leave a full buffer standing: 25 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String bootstrapServers;
    private final Consumer<RecordMetadata> acknowledged;
    private final AtomicReference<@Nullable RawWriteException> firstFailure = new AtomicReference<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    private RawWriter(
            KafkaProducer<byte[], byte[]> producer, String bootstrapServers, Consumer<RecordMetadata> acknowledged) {
        this.producer = producer;
        this.bootstrapServers = bootstrapServers;
        this.acknowledged = acknowledged;
    }

    /**
     * Returns when Kafka has answered and has the topic.
     *
     * @param acknowledged told of every record that Kafka has, in each partition's order, from one thread
     * @throws RawWriteException when it has not within 25 s
     * @throws InterruptedException when asked to stop meanwhile
     */
    public static RawWriter connect(String bootstrapServers, Consumer<RecordMetadata> acknowledged)
            throws InterruptedException {
        return connect(bootstrapServers, acknowledged, PATIENCE);
    }

    static RawWriter connect(String bootstrapServers, Consumer<RecordMetadata> acknowledged, Duration patience)
            throws InterruptedException {
        KafkaProducer<byte[], byte[]> producer = null;
        try {
            producer = new KafkaProducer<>(KafkaSettings.of(bootstrapServers, patience));
            int partitions = producer.partitionsFor(Topics.RAW_MESSAGES).size();
            if (partitions < 1) {
                throw new KafkaException("the topic has no partition");
            }
            return new RawWriter(producer, bootstrapServers, acknowledged);
        } catch (InterruptException stopped) {
            InterruptedException interrupted = interrupted();
            close(producer);
            throw interrupted;
        } catch (KafkaException unreachable) {
            close(producer);
            throw new RawWriteException(
                    "no topic " + Topics.RAW_MESSAGES + " at Kafka " + bootstrapServers + " (" + reason(unreachable)
                            + "): is the broker running, the address right?",
                    unreachable);
        }
    }

    private static void close(@Nullable KafkaProducer<byte[], byte[]> producer) {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    /** For the frames of one new connection, or file. */
    public ConnectionWriter connection(Feed feed) {
        return new ConnectionWriter(this, feed);
    }

    /** Completes exceptionally with the {@link RawWriteException} of the first record that Kafka did not take. */
    public CompletableFuture<Void> failure() {
        return failure;
    }

    /** Queues a record; waits while the buffer is full. */
    void send(Optional<ProductId> product, byte[] payload, RawHeaders headers) {
        requireNoFailure();
        byte @Nullable [] key = product.map(id -> id.value().getBytes(UTF_8)).orElse(null);
        long millis = Math.floorDiv(headers.receivedAt().epochMicros(), 1_000L);
        try {
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(Topics.RAW_MESSAGES, null, millis, key, payload, headers.toKafka()),
                    this::onCompletion);
        } catch (KafkaException refused) {
            throw fail(refused);
        }
    }

    // Kafka's interface says null for "none".
    private void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception refused) {
        if (refused != null) {
            fail(refused);
        } else if (metadata != null) {
            acknowledged.accept(metadata);
        }
    }

    /** The first failure stays, for the later ones are mostly its consequences. */
    private RawWriteException fail(Exception refused) {
        RawWriteException exception = new RawWriteException(
                "Kafka " + bootstrapServers + " did not take a record of " + Topics.RAW_MESSAGES + " ("
                        + reason(refused) + "): to go on would lose frames",
                refused);
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
            throw interrupted();
        }
        requireNoFailure();
    }

    /** As {@link #close(Duration)}, with two seconds: a process asked to stop has three. */
    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }

    /** Sends what is queued, for at most so long. What Kafka does not have then is a {@link #failure}. */
    public void close(Duration patience) {
        try {
            producer.close(patience);
        } catch (InterruptException impatient) {
            InterruptedException unused = interrupted();
            producer.close(Duration.ZERO);
        }
    }

    /** Kafka's exception sets the flag again; whoever gets ours decides anew. */
    private static InterruptedException interrupted() {
        boolean unused = Thread.interrupted();
        return new InterruptedException("asked to stop");
    }

    /** One line: the innermost message, where Kafka says what is the matter. */
    private static String reason(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
