package io.candlelake.endtoend.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes trades of eight products to raw_messages, so many a second, until it is told to end; never longer than half an hour. */
final class Load implements AutoCloseable {
    private static final List<String> PRODUCTS =
            List.of("BTC-USD", "ETH-USD", "SOL-USD", "XRP-USD", "DOGE-USD", "LTC-USD", "ADA-USD", "BAND-GBP");

    /** Time of the market against that of the clock: a minute closes about every second. */
    private static final int SPEED = 60;

    private static final Duration BOUND = Duration.ofMinutes(30);
    private static final int BATCHES_PER_SECOND = 50;

    private final int rate;
    private final SplittableRandom random;
    private final Truth truth = new Truth();
    private final List<Market> markets = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Exception> refused = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean ending;

    /** The first product has the half of all trades, the next the half of the rest, the last few each a hundredth or so. */
    Load(String bootstrapServers, long seed, int rate) {
        this.rate = rate;
        this.random = new SplittableRandom(seed);
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("linger.ms", "5");
        settings.put("compression.type", "lz4");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        for (int i = 0; i < PRODUCTS.size(); i++) {
            double share = Math.pow(0.5, Math.min(i + 1, PRODUCTS.size() - 1));
            long meanStepMicros = Math.round(SPEED * 1_000_000L / (rate * share));
            markets.add(new Market(PRODUCTS.get(i), random.split(), meanStepMicros, this::write, truth));
        }
    }

    Load start() {
        thread.start();
        return this;
    }

    private void run() {
        long begun = System.nanoTime();
        for (long batch = 1; !ending; batch++) {
            for (int i = 0; i < rate / BATCHES_PER_SECOND; i++) {
                int number = Long.numberOfTrailingZeros(random.nextLong() | 1L << (PRODUCTS.size() - 1));
                markets.get(number).step();
            }
            long aheadNanos = begun + batch * 1_000_000_000L / BATCHES_PER_SECOND - System.nanoTime();
            pause(aheadNanos / 1_000_000);
            ending |= System.nanoTime() - begun > BOUND.toNanos() || !refused.isEmpty();
        }
    }

    private static void pause(long millis) {
        if (millis <= 0) {
            return;
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String product, String channel, String payload, Instant receivedAt) {
        truth.record();
        boolean fetched = !channel.isEmpty();
        ProducerRecord<byte[], byte[]> raw =
                new ProducerRecord<>("raw_messages", product.getBytes(UTF_8), payload.getBytes(UTF_8));
        header(raw, "feed", fetched ? "rest" : "exchange");
        if (fetched) {
            header(raw, "channel", channel);
        }
        header(raw, "connection_id", "load");
        header(raw, "received_at", receivedAt.plusMillis(100).toString());
        // The future says nothing that the callback does not.
        var unused = producer.send(raw, (metadata, failure) -> {
            if (failure != null) {
                refused.add(failure);
            }
        });
    }

    private static void header(ProducerRecord<byte[], byte[]> raw, String name, String value) {
        raw.headers().add(name, value.getBytes(UTF_8));
    }

    /** Ends the load: what is delayed comes, every window of the day is passed, all is acknowledged. What must come of it. */
    Truth end() throws InterruptedException {
        ending = true;
        thread.join();
        Instant newest =
                markets.stream().map(Market::now).max(Instant::compareTo).orElseThrow();
        Instant closing =
                newest.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)).plusSeconds(10);
        markets.forEach(market -> market.end(closing));
        producer.flush();
        if (!refused.isEmpty()) {
            throw new IllegalStateException("the broker refused the load", refused.peek());
        }
        return truth;
    }

    @Override
    public void close() {
        ending = true;
        producer.close(Duration.ofSeconds(5));
    }
}
