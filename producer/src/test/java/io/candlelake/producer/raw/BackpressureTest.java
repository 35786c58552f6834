package io.candlelake.producer.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.broker.BrokerSettings;
import io.candlelake.broker.EmbeddedBroker;
import io.candlelake.contract.topic.Topic;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.gap.GapListener;
import io.candlelake.producer.gap.GapSettings;
import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.gap.Resumed;
import io.candlelake.producer.progress.Progress;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka that goes away, with a broker of the test's own. */
class BackpressureTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final int BUFFER = 200_000;
    private static final int MANY = 5_000;

    @TempDir
    Path folder = Path.of("");

    private final int port = freePort();
    private final int controllerPort = freePort();

    @SuppressWarnings("NullAway.Init") // started before each test
    private EmbeddedBroker broker;

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong mostWaiting = new AtomicLong();
    private final List<Boolean> waits = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        startBroker();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic(Topics.RAW_MESSAGES), topic(Topics.PRODUCER_PROGRESS)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void readerWaitsWhileKafkaIsGoneAndNothingIsLostWhenItIsBack() throws Exception {
        try (RawWriter writer = connect(Duration.ofMinutes(6))) {
            ConnectionWriter connection = writer.connection(Feed.EXCHANGE);
            connection.write(match(1));
            writer.flush();
            broker.close();
            CompletableFuture<Void> reader = read(writer, connection);
            await(() -> waits.contains(true));
            long standing = written.get();
            // However long: here, for as long as it takes a broker to start.
            startBroker();
            reader.get(120, TimeUnit.SECONDS);
            writer.flush();

            assertThat(standing).isLessThan(MANY);
            assertThat(mostWaiting).hasValueLessThanOrEqualTo(BUFFER);
            assertThat(waits).startsWith(true).endsWith(false);
            assertThat(writer.waitingBytes()).isZero();
        }
        LongRanges all = new LongRanges();
        all.addAll(1, MANY);
        assertThat(Progress.read(broker.bootstrapServers(), Duration.ofMinutes(1))
                        .resumed())
                .containsEntry(BTC, new Resumed(1, all));
    }

    @Test
    void kafkaThatStaysAwayIsAFailureOfOneLineForTheWaitingReaderToo() throws Exception {
        try (RawWriter writer = connect(Duration.ofSeconds(4))) {
            ConnectionWriter connection = writer.connection(Feed.EXCHANGE);
            connection.write(match(1));
            writer.flush();
            broker.close();
            CompletableFuture<Void> reader = read(writer, connection);

            assertThatThrownBy(() -> reader.get(120, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RawWriteException.class)
                    .cause()
                    .hasMessageContaining("did not take a record of")
                    .extracting(Throwable::getMessage)
                    .asString()
                    .hasLineCount(1);
            assertThat(writer.failure()).isCompletedExceptionally();
            assertThat(written.get()).isLessThan(MANY);
        } finally {
            startBroker();
        }
    }

    @Test
    void waitingReaderCanBeInterrupted() throws Exception {
        try (RawWriter writer = connect(Duration.ofMinutes(6))) {
            ConnectionWriter connection = writer.connection(Feed.EXCHANGE);
            connection.write(match(1));
            writer.flush();
            broker.close();
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    writeAll(writer, connection);
                } catch (RawWriteException stopped) {
                    end.complete(stopped);
                }
            });
            reader.start();
            await(() -> waits.contains(true));
            reader.interrupt();

            assertThat(end.get(60, TimeUnit.SECONDS)).hasMessage("asked to stop while waiting for Kafka");
            assertThat(writer.failure()).isNotDone();
            startBroker();
        }
    }

    private RawWriter connect(Duration deliveryTimeout) throws InterruptedException {
        Progress progress = Progress.read(broker.bootstrapServers(), deliveryTimeout);
        return RawWriter.connect(
                new KafkaWriteSettings(broker.bootstrapServers(), BUFFER, deliveryTimeout, Duration.ofSeconds(60)),
                new GapTracker(GapSettings.defaults(), progress.resumed(), GapListener.NONE),
                progress,
                new WriteListener() {
                    @Override
                    public void waiting(boolean forRoom) {
                        waits.add(forRoom);
                    }
                });
    }

    private CompletableFuture<Void> read(RawWriter writer, ConnectionWriter connection) {
        return CompletableFuture.runAsync(() -> writeAll(writer, connection));
    }

    private void writeAll(RawWriter writer, ConnectionWriter connection) {
        for (long id = 2; id <= MANY; id++) {
            connection.write(match(id));
            written.incrementAndGet();
            mostWaiting.accumulateAndGet(writer.waitingBytes(), Math::max);
        }
    }

    private void startBroker() {
        broker = EmbeddedBroker.start(new BrokerSettings(folder, port, controllerPort));
    }

    private static NewTopic topic(String name) {
        Topic topic = Topics.named(name);
        return new NewTopic(name, topic.partitions(), (short) 1).configs(topic.config());
    }

    private static ReceivedFrame match(long id) {
        return new ReceivedFrame(
                ("{\"type\":\"match\",\"trade_id\":" + id + ",\"side\":\"buy\",\"size\":\"0.2\",\"price\":\"63514.6\","
                                + "\"product_id\":\"BTC-USD\",\"time\":\"2026-07-07T22:58:17.164892Z\"}")
                        .getBytes(UTF_8),
                OptionalLong.empty(),
                Timestamp.of("2026-07-07T22:58:17.164892Z"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
