package io.candlelake.catalogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.connect.sink.LakeSinkTask;
import io.candlelake.lake.LakeSettings;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A task of the sink as a process: {@code CATALOG_TYPE=glue … java Writer PARTITION COMMITS ROWS}; the lake is that of the environment. */
final class Writer {
    private static final int MOST_TRIES = 200;

    private Writer() {}

    public static void main(String[] words) throws InterruptedException {
        TopicPartition partition = new TopicPartition("gaps", Integer.parseInt(words[0]));
        int commits = Integer.parseInt(words[1]);
        int rows = Integer.parseInt(words[2]);
        LakeSinkTask task = task(partition);
        for (long commit = 0; commit < commits; commit++) {
            task.put(records(partition, commit * rows, rows));
            long wanted = (commit + 1) * rows;
            for (int attempt = 0; !isCommitted(task, partition, wanted); attempt++) {
                if (attempt == MOST_TRIES) {
                    throw new IllegalStateException("commit " + commit + " of " + partition + " was not taken");
                }
                Thread.sleep(50);
            }
        }
        task.stop();
    }

    private static boolean isCommitted(LakeSinkTask task, TopicPartition partition, long wanted) {
        OffsetAndMetadata committed =
                task.preCommit(Map.of(partition, new OffsetAndMetadata(0))).get(partition);
        return committed != null && committed.offset() == wanted;
    }

    private static LakeSinkTask task(TopicPartition partition) {
        Map<String, String> properties = new HashMap<>();
        LakeSettings.parse(System.getenv())
                .catalogProperties()
                .forEach((name, value) -> properties.put("iceberg.catalog." + name, value));
        properties.put("name", "writer");
        properties.put("commit.interval.ms", "50");
        properties.put("task.id", Integer.toString(partition.partition()));
        LakeSinkTask task = new LakeSinkTask();
        // Connect, as far as a task asks it: nothing but what it tells.
        task.initialize((SinkTaskContext) Proxy.newProxyInstance(
                SinkTaskContext.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, arguments) -> null));
        task.start(properties);
        task.open(List.of(partition));
        return task;
    }

    private static List<SinkRecord> records(TopicPartition partition, long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(offset -> new SinkRecord(
                        partition.topic(),
                        partition.partition(),
                        null,
                        null,
                        null,
                        json(partition.partition(), offset).getBytes(UTF_8),
                        offset,
                        0L,
                        TimestampType.CREATE_TIME))
                .toList();
    }

    private static String json(int partition, long offset) {
        return "{\"product_id\":\"P" + partition + "-USD\",\"first_missing_id\":" + (offset + 1)
                + ",\"last_missing_id\":" + (offset + 1)
                + ",\"status\":\"OPEN\",\"cause\":\"SKIPPED\",\"detected_at\":\"2026-07-07T22:58:17.164892Z\"}";
    }
}
