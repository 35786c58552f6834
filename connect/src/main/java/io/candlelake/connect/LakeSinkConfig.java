package io.candlelake.connect;

import io.candlelake.contract.table.Tables;
import io.candlelake.contract.topic.Topics;
import java.util.Map;
import java.util.TreeMap;

/** What Connect is told about one sink of ours. */
final class LakeSinkConfig {
    static final String CONNECTOR = "io.candlelake.connect.sink.LakeSinkConnector";

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private LakeSinkConfig() {}

    static Map<String, String> of(Sink sink, SinkSettings settings) {
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", CONNECTOR);
        config.put("tasks.max", Integer.toString(settings.tasks()));
        config.put("topics", sink.table());
        // Bytes become rows in one step; Connect's own forms in between would cost more than all the rest.
        config.put("key.converter", BYTES);
        config.put("value.converter", BYTES);
        config.put("header.converter", BYTES);
        // What arrives here was validated upstream. A record that still cannot be written stops the task, loudly.
        config.put("errors.tolerance", "none");
        config.put("record.format", sink.table().equals(Topics.RAW_MESSAGES) ? "raw" : "json");
        config.put("table.namespace", Tables.DATABASE);
        settings.catalogProperties().forEach((name, value) -> config.put("iceberg.catalog." + name, value));
        config.put("commit.interval.ms", Long.toString(settings.commitInterval().toMillis()));
        consumer(sink, settings, config);
        return config;
    }

    private static void consumer(Sink sink, SinkSettings settings, Map<String, String> config) {
        // Else rows of aborted transactions get into the table.
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("consumer.override.auto.offset.reset", "earliest");
        // More at a time is less work for each; a record may be 12 MiB, so bytes are bounded too.
        config.put("consumer.override.max.poll.records", "5000");
        config.put("consumer.override.max.partition.fetch.bytes", "1048576");
        config.put("consumer.override.fetch.max.bytes", "16777216");
        // A static member that returns after a kill takes its own place at once, instead of waiting for its own death.
        // There is one name for all of a connector's tasks, so only where there is one task.
        if (settings.tasks() == 1) {
            config.put("consumer.override.group.instance.id", sink.group());
        }
        config.put("consumer.override.session.timeout.ms", "10000");
        config.put("consumer.override.heartbeat.interval.ms", "3000");
    }
}
