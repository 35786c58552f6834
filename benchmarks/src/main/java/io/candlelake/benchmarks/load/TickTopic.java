package io.candlelake.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.benchmarks.report.Progress;
import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Trade;
import io.candlelake.contract.message.JsonBytes;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes ticks as the streams app does: its codec, keys, batches, compression, and transactions. All are summed up, for what comes out
 * of them to be held against.
 *
 * <pre>{@code
 * try (TickTopic topic = new TickTopic(broker.bootstrapServers(), 7)) { TickSum expected = topic.fill(2_000_000); }
 * }</pre>
 */
public final class TickTopic implements AutoCloseable {
    /** As many as the topic has partitions; a tick says where its frame stood. */
    public static final int RAW_PARTITIONS = 4;

    private static final int ROWS_A_TRANSACTION = 50_000;
    private static final int REPORT_EVERY = 1_000_000;
    private static final long RECEIVED_AFTER_MICROS = 15_000;

    /** More than anybody writes: trades are made while they are asked for. */
    private static final int ENDLESS = 2_000_000_000;

    private final Map<String, ProductId> products = new HashMap<>();
    private final Map<String, byte[]> keys = new HashMap<>();
    private final JsonBytes json = new JsonBytes();
    private final FlatTrade flat = new FlatTrade(ProductId.of("BTC-USD"));
    private final TickSum sum = new TickSum();
    private final KafkaProducer<byte[], byte[]> producer;
    private final long seed;

    private boolean begun;

    public TickTopic(String bootstrapServers, long seed) {
        this.seed = seed;
        this.producer = new KafkaProducer<>(settings(bootstrapServers));
        producer.initTransactions();
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "benchmark-ticks-" + UUID.randomUUID(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                100,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024);
    }

    /** So many ticks of yesterday, as fast as it goes; returns when all are committed. */
    public TickSum fill(int rows) {
        MadeMarket market = new MadeMarket(
                LoadSettings.of(rows + rows / 50 + 2_400, LoadSettings.yesterday()), new SplittableRandom(seed));
        for (int sent = 0; sent < rows; sent++) {
            MadeTrade trade = market.next();
            send(trade, trade.micros(), trade.micros() + RECEIVED_AFTER_MICROS);
            if ((sent + 1) % ROWS_A_TRANSACTION == 0) {
                commit();
            }
            if ((sent + 1) % REPORT_EVERY == 0) {
                Progress.say("%,d of %,d ticks are in the topic", sent + 1, rows);
            }
        }
        commit();
        return sum;
    }

    /** A market whose trades have no end. */
    MadeMarket endlessMarket() {
        return new MadeMarket(LoadSettings.of(ENDLESS, LoadSettings.yesterday()), new SplittableRandom(seed));
    }

    /** Sends the trade as if it had happened then. */
    void send(MadeTrade trade, long micros, long receivedMicros) {
        if (!begun) {
            producer.beginTransaction();
            begun = true;
        }
        long number = sum.rows();
        RawPosition raw = new RawPosition((int) (number % RAW_PARTITIONS), number / RAW_PARTITIONS);
        flat.set(new Trade(
                products.computeIfAbsent(trade.product(), ProductId::of),
                trade.tradeId(),
                BigDecimal.valueOf(trade.priceCents(), MadeTrade.PRICE_SCALE),
                BigDecimal.valueOf(trade.sizeUnits(), MadeTrade.SIZE_SCALE),
                trade.makerBuys() ? TakerSide.SELL : TakerSide.BUY,
                new Timestamp(micros),
                OptionalLong.of(trade.sequence())));
        byte[] key = keys.computeIfAbsent(trade.product(), product -> product.getBytes(UTF_8));
        byte[] tick = TickCodec.encode(json, flat, Feed.EXCHANGE, receivedMicros, raw);
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(Topics.TICKS, key, tick));
        sum.add(
                trade.product(),
                trade.tradeId(),
                trade.priceCents(),
                trade.sizeUnits(),
                !trade.makerBuys(),
                micros,
                trade.sequence(),
                Feed.EXCHANGE.label(),
                receivedMicros,
                number);
    }

    /**
     * Commits what was sent, which fails when Kafka did not take some of it. The next transaction begins with the next tick: to close an
     * empty one takes Kafka's client half a minute.
     */
    void commit() {
        if (begun) {
            producer.commitTransaction();
            begun = false;
        }
    }

    TickSum sum() {
        return sum;
    }

    @Override
    public void close() {
        producer.close();
    }
}
