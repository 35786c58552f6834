package io.candlelake.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Some twenty transactions a second to ticks and gaps until it is told to finish; every fifth is aborted. */
final class Trickle implements AutoCloseable {
    private static final int RECORDS = 25;
    private static final String TIME = "2026-11-21T07:58:17.164892Z";

    private final KafkaProducer<String, byte[]> producer;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Long> committed = new ArrayList<>();
    private final CompletableFuture<Void> done;

    private Trickle(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
        this.done = CompletableFuture.runAsync(this::run);
    }

    static Trickle start(String bootstrapServers) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "trickle"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return new Trickle(producer);
    }

    private void run() {
        long id = 0;
        for (int transaction = 1; !stopped(); transaction++) {
            producer.beginTransaction();
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                id++;
                ids.add(id);
                send("ticks", id, tick(id));
                send("gaps", id, gap(id));
            }
            if (transaction % 5 == 0) {
                producer.flush();
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
                committed.addAll(ids);
            }
        }
    }

    private boolean stopped() {
        try {
            return stop.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    /** Over all partitions of the topic. */
    private void send(String topic, long id, String json) {
        byte[] value = json.replace('\'', '"').getBytes(UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, "P" + id % 7 + "-USD", value));
    }

    private static String tick(long id) {
        return "{'product_id':'BTC-USD','trade_id':" + id
                + ",'price':'63514.6','size':'0.2','taker_side':'buy','time':'" + TIME
                + "','feed':'simulator','received_at':'" + TIME + "','raw_partition':0,'raw_offset':" + id + "}";
    }

    private static String gap(long id) {
        return "{'product_id':'BTC-USD','first_missing_id':" + id + ",'last_missing_id':" + id
                + ",'status':'OPEN','cause':'test','detected_at':'" + TIME + "'}";
    }

    /** Ends; says how many records were committed to each topic. */
    long finish() {
        stop.countDown();
        done.join();
        return committed.size();
    }

    /** The ids of the committed records, ascending; after {@link #finish}. */
    List<Long> committed() {
        return committed;
    }

    @Override
    public void close() {
        finish();
        producer.close();
    }
}
