package io.candlelake.connect.sink;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.kafka.common.TopicPartition;

/**
 * What one commit adds: closed files, and from which records they were made.
 *
 * @param commit identity, the same however often it is tried
 * @param files at least one
 * @param from of each partition, the offset that the table must have before
 * @param to of each partition, the offset that it has after
 * @param rows in the files
 * @param oldestMillis Kafka's time of the oldest record among them, since 1970
 */
record Batch(
        String commit,
        List<DataFile> files,
        Map<TopicPartition, Long> from,
        Map<TopicPartition, Long> to,
        long rows,
        long oldestMillis) {
    /** The offset in {@code from} of a partition of which the table has said nothing yet. */
    static final long NOWHERE = -1;

    long bytes() {
        return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    }
}
