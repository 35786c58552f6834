package io.candlelake.producer.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.gap.ProductTrades;
import io.candlelake.producer.gap.Resumed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What was durably written, by product, noted in producer_progress about every second:
 *
 * <pre>{@code
 * Progress progress = Progress.read("127.0.0.1:19092", Duration.ofMinutes(6));
 * GapTracker gaps = new GapTracker(GapSettings.defaults(), progress.resumed(), GapListener.NONE);
 * progress.start(gaps);
 * }</pre>
 *
 * <p>A note never says more than Kafka had acknowledged when it was written, and may say less: what it lacks is fetched again. So two producers at
 * once, which would overwrite each other's notes, lose nothing; they write every trade twice and share one limit of REST.
 */
public final class Progress implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final Duration deliveryTimeout;
    private final Map<ProductId, Resumed> resumed;
    private final Map<ProductId, DoneTrades> products = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    private Progress(String bootstrapServers, Duration deliveryTimeout, Map<ProductId, Resumed> resumed) {
        this.bootstrapServers = bootstrapServers;
        this.deliveryTimeout = deliveryTimeout;
        this.resumed = resumed;
    }

    /**
     * Reads the notes whole.
     *
     * @param deliveryTimeout how long Kafka may be away before that is a failure
     * @throws ProgressException when they cannot be read
     * @throws InterruptedException when asked to stop meanwhile
     */
    public static Progress read(String bootstrapServers, Duration deliveryTimeout) throws InterruptedException {
        return new Progress(bootstrapServers, deliveryTimeout, ProgressNotes.read(bootstrapServers));
    }

    /**
     * As {@link #read(String, Duration)}.
     *
     * @param patience how long Kafka may be unreachable now
     */
    public static Progress read(String bootstrapServers, Duration deliveryTimeout, Duration patience)
            throws InterruptedException {
        return new Progress(bootstrapServers, deliveryTimeout, ProgressNotes.read(bootstrapServers, patience));
    }

    /** What earlier processes have durably written. Every product in it, whether it is still listened to or not. */
    public Map<ProductId, Resumed> resumed() {
        return resumed;
    }

    /** Where one product's acknowledged trades are added. */
    public DoneTrades product(ProductId product) {
        return products.computeIfAbsent(product, id -> {
            Resumed left = resumed.get(id);
            return new DoneTrades(left == null ? new LongRanges() : left.copyOfDone());
        });
    }

    /** Completes exceptionally with the {@link ProgressException} when a note cannot be written. */
    public CompletableFuture<Void> failure() {
        return failure;
    }

    /**
     * From now on, notes are written.
     *
     * @param gaps knows from where to where a product's trades are believed to exist: its note begins and ends there
     */
    public void start(GapTracker gaps) {
        Running started = new Running(gaps);
        running.set(started);
        started.thread.start();
    }

    /** Writes what changed, and returns when Kafka has it, or has not had it for two seconds. */
    @Override
    public void close() {
        Running started = running.getAndSet(null);
        if (started != null) {
            started.close();
        }
    }

    private void fail(Exception refused) {
        failure.completeExceptionally(ProgressException.of(
                "Kafka " + bootstrapServers + " did not take a record of " + Topics.PRODUCER_PROGRESS, refused));
    }

    /** The thread that writes, and its client. */
    private final class Running {
        private final GapTracker gaps;
        private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "candlelake-producer-progress"),
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, INTERVAL.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                        Math.min(30_000, deliveryTimeout.toMillis() / 2)),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis())));
        private final Thread thread = new Thread(this::run, "progress");

        Running(GapTracker gaps) {
            this.gaps = gaps;
        }

        private void run() {
            try {
                while (true) {
                    Thread.sleep(INTERVAL.toMillis());
                    write();
                    // One note at a time: while Kafka is away, later ones only replace it.
                    producer.flush();
                }
            } catch (InterruptedException | InterruptException stopped) {
                // Closed: the last notes are written by whoever closes.
            } catch (KafkaException refused) {
                fail(refused);
            }
        }

        private void write() {
            for (Map.Entry<ProductId, DoneTrades> entry : products.entrySet()) {
                // Before that, nothing was handed to Kafka.
                boolean known = gaps.product(entry.getKey()).newest() != 0;
                if (known && !isWritten(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        }

        /** False when Kafka's client knows no broker that has the topic: a broker that stops may say so. Then it is for the next time. */
        private boolean isWritten(ProductId product, DoneTrades trades) {
            Optional<LongRanges> done = trades.takeChange();
            if (done.isEmpty()) {
                return true;
            }
            ProductTrades known = gaps.product(product);
            byte[] note = ProgressCodec.encode(product, new Resumed(known.lowest(), done.get()), known.newest());
            Thread caller = Thread.currentThread();
            AtomicBoolean queued = new AtomicBoolean(true);
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(
                            Topics.PRODUCER_PROGRESS, product.value().getBytes(UTF_8), note),
                    (metadata, refused) -> {
                        if (refused instanceof TimeoutException && Thread.currentThread() == caller) {
                            trades.keepChange();
                            queued.set(false);
                        } else if (refused != null) {
                            fail(refused);
                        }
                    });
            return queued.get();
        }

        private void close() {
            thread.interrupt();
            try {
                thread.join();
                write();
                producer.close(Duration.ofSeconds(2));
            } catch (InterruptedException | InterruptException impatient) {
                producer.close(Duration.ZERO);
                Thread.currentThread().interrupt();
            }
        }
    }
}
