package io.candlelake.connect.sink;

import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where records go that can be no row: to the dead letter queue where Connect has one, else the task stops. Nothing is dropped in silence.
 *
 * @param queue Connect has one when errors.tolerance=all
 */
record DeadLetters(@Nullable ErrantRecordReporter queue) implements BiConsumer<SinkRecord, UnwritableRecordException> {
    /** Throws {@link DataException} that names the record where there is no queue. */
    @Override
    public void accept(SinkRecord record, UnwritableRecordException why) {
        DataException named =
                new DataException("topic " + record.originalTopic() + ", partition " + record.originalKafkaPartition()
                        + ", offset " + record.originalKafkaOffset() + ": " + why.getMessage());
        if (queue == null) {
            throw named;
        }
        try {
            queue.report(record, named).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ConnectException("stopped while a record went to the dead letter queue", stopped);
        } catch (ExecutionException refused) {
            throw new ConnectException("the dead letter queue did not take a record", refused);
        }
    }
}
