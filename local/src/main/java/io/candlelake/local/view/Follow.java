package io.candlelake.local.view;

import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Goes on where the newest records ended, until nobody reads any more: {@code new Follow(broker, directory, newest).into(printer)}. */
record Follow(Broker broker, StackDirectory directory, NewestRecords newest) {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CHECK = Duration.ofSeconds(3);

    /** Throws {@link StackException} when the stack stops. */
    void into(RecordPrinter printer) {
        broker.asking(() -> follow(printer));
    }

    /** How many were printed. */
    private long follow(RecordPrinter printer) {
        KafkaConsumer<byte[], byte[]> consumer = broker.consumer();
        consumer.assign(newest.extents().keySet());
        consumer.resume(newest.extents().keySet());
        newest.extents().forEach((partition, extent) -> consumer.seek(partition, extent.end()));
        long checked = System.nanoTime();
        boolean read = true;
        long count = 0;
        while (read) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            consumer.poll(POLL).forEach(found -> {
                if (newest.matches(found)) {
                    batch.add(found);
                }
            });
            read = printer.print(batch);
            count += batch.size();
            if (System.nanoTime() - checked > CHECK.toNanos()) {
                checked = System.nanoTime();
                if (directory.running().isEmpty()) {
                    throw new StackException("the stack has stopped");
                }
            }
        }
        return count;
    }
}
