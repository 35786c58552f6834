package io.candlelake.local.view;

import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.topic.Topics;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeState;
import io.candlelake.lake.TableState;
import io.candlelake.local.stack.StackState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the live view's facts up to date on a thread of its own: a broker that does not answer must not stop the drawing.
 *
 * <p>One consumer and one admin client; ticks as they come, tables once a second, lags and gaps every two seconds.
 */
final class LiveReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long TABLES_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LAGS_NANOS = Duration.ofSeconds(2).toNanos();

    /** How far back each partition is read at the start, for prices and the open minute of a stack that was resumed. */
    private static final long BACK = 2_000;

    private final StackState stack;
    private final Thread thread = new Thread(this::run, "live-view");
    private final OpenCandles candles = new OpenCandles();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile boolean closed;
    private volatile LiveFacts facts = LiveFacts.none();
    private List<TableState> tables = List.of();
    private List<GroupLag> lags = List.of();
    private Optional<GapCounts> gaps = Optional.empty();
    private long tablesRead = System.nanoTime() - TABLES_NANOS;
    private long lagsRead = System.nanoTime() - LAGS_NANOS;

    private LiveReader(StackState stack) {
        this.stack = stack;
        thread.setDaemon(true);
    }

    static LiveReader start(StackState stack) {
        LiveReader reader = new LiveReader(stack);
        reader.thread.start();
        return reader;
    }

    /** The newest. */
    LiveFacts facts() {
        return facts;
    }

    private void run() {
        try (Broker broker = Broker.at(stack.bootstrapServers());
                LakeCatalog lake =
                        LakeCatalog.open(LakeSettings.local(stack.directory().path()))) {
            while (!closed) {
                round(broker, lake);
            }
        } catch (IllegalStateException broken) {
            publish(Optional.ofNullable(broken.getMessage()));
        }
    }

    /** What breaks is shown in the view itself, and tried again: a process that died is being started meanwhile. */
    private void round(Broker broker, LakeCatalog lake) {
        try {
            readTicks(broker);
            if (System.nanoTime() - tablesRead > TABLES_NANOS) {
                tables = LakeState.read(lake).tables();
                tablesRead = System.nanoTime();
            }
            if (System.nanoTime() - lagsRead > LAGS_NANOS) {
                lags = GroupLag.read(broker);
                gaps = stack.directory().running().flatMap(GapCounts::ask);
                lagsRead = System.nanoTime();
            }
            publish(Optional.empty());
        } catch (RuntimeException broken) {
            publish(Optional.of(
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse("")));
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(Optional<String> problem) {
        facts = new LiveFacts(candles.quotes(), tables, lags, gaps, problem);
    }

    private void readTicks(Broker broker) {
        if (positions.isEmpty()) {
            broker.extents(List.of(Topics.TICKS))
                    .forEach((partition, extent) ->
                            positions.put(partition, Math.max(extent.begin(), extent.end() - BACK)));
        }
        broker.asking(() -> poll(broker.consumer()));
    }

    /** The lags are read with the same consumer, so each time it is brought back to the ticks. */
    private int poll(KafkaConsumer<byte[], byte[]> consumer) {
        if (!consumer.assignment().equals(positions.keySet())
                || !consumer.paused().isEmpty()) {
            consumer.assign(positions.keySet());
            consumer.resume(positions.keySet());
            positions.forEach(consumer::seek);
        }
        var polled = consumer.poll(POLL);
        polled.forEach(found -> candles.add(TickCodec.decode(found.value())));
        positions.replaceAll((partition, before) -> consumer.position(partition));
        return polled.count();
    }

    /** A reading that is under way ends by itself; a broker that does not answer is not waited for. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(2).toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
