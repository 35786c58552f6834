package io.candlelake.connect;

import io.candlelake.contract.table.Tables;
import io.candlelake.contract.topic.Topics;
import java.util.Map;
import java.util.TreeMap;

/** What Connect is told about one sink of Apache Iceberg's. */
final class ApacheSinkConfig {
    static final String CONNECTOR = "org.apache.iceberg.connect.IcebergSinkConnector";

    private ApacheSinkConfig() {}

    /** Connect's and the sink's own keys, all of them checked against Iceberg 1.12.0. */
    static Map<String, String> of(Sink sink, SinkSettings settings) {
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", CONNECTOR);
        // By default one: an idle task among several stalls every commit (apache/iceberg#17811), and static membership
        // below needs it.
        config.put("tasks.max", Integer.toString(settings.tasks()));
        config.put("topics", sink.table());
        converters(sink, config);
        // What arrives here was validated upstream. A record that still cannot be written stops the task, loudly.
        config.put("errors.tolerance", "none");
        consumer(sink, settings, config);
        iceberg(sink, settings, config);
        controlClients(sink, settings, config);
        return config;
    }

    private static void converters(Sink sink, Map<String, String> config) {
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        // Connect's default guesses at types in headers and would turn a time into a date.
        config.put("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        if (sink.table().equals(Topics.RAW_MESSAGES)) {
            config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
            config.put("transforms", "row");
            config.put("transforms.row.type", RawMessageRow.class.getName());
        } else {
            config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
            config.put("value.converter.schemas.enable", "false");
        }
    }

    private static void consumer(Sink sink, SinkSettings settings, Map<String, String> config) {
        // Else rows of aborted transactions get into the table, and a restart may miss offsets that are about to be
        // committed.
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("consumer.override.auto.offset.reset", "earliest");
        // A partition's next record comes whole even above this limit (up to the 12 MiB of a record), but then alone:
        // so the
        // worker's memory holds a few large frames at a time, not hundreds.
        config.put("consumer.override.max.partition.fetch.bytes", "1048576");
        config.put("consumer.override.fetch.max.bytes", "16777216");
        // A static member that returns after a kill takes its own place at once, instead of waiting for its own death.
        if (settings.tasks() == 1) {
            config.put("consumer.override.group.instance.id", sink.group());
        }
        config.put("consumer.override.session.timeout.ms", "10000");
        config.put("consumer.override.heartbeat.interval.ms", "3000");
    }

    private static void iceberg(Sink sink, SinkSettings settings, Map<String, String> config) {
        config.put("iceberg.tables", Tables.DATABASE + "." + sink.table());
        config.put("iceberg.tables.auto-create-enabled", "false");
        config.put("iceberg.tables.evolve-schema-enabled", "false");
        config.put("iceberg.catalog", "candlelake");
        settings.catalogProperties().forEach((name, value) -> config.put("iceberg.catalog." + name, value));
        // One each: a control topic's offsets are stored in the table's snapshots, and events of others would be read
        // for nothing.
        config.put("iceberg.control.topic", sink.controlTopic());
        long interval = settings.commitInterval().toMillis();
        config.put("iceberg.control.commit.interval-ms", Long.toString(interval));
        // A task that has just started misses the round that is under way: it ends after this time, and the next one
        // counts.
        // Files that are written after it are committed with the next round, never lost.
        config.put("iceberg.control.commit.timeout-ms", Long.toString(interval * 3));
        config.put("iceberg.control.commit.threads", "1");
        // A conflict with maintenance leaves the files for the next round; any other failure stops the task at once.
        config.put("iceberg.control.commit.max-consecutive-failures", "5");
        config.put("iceberg.coordinator.transactional.prefix", sink.table() + "-");
    }

    /** The sink's clients of its control topic. */
    private static void controlClients(Sink sink, SinkSettings settings, Map<String, String> config) {
        config.put("iceberg.kafka.bootstrap.servers", settings.bootstrapServers());
        // A transaction that a kill left open holds back all later events, and the topic's offsets, until it times out.
        config.put("iceberg.kafka.transaction.timeout.ms", "10000");
        config.put("iceberg.kafka.group.instance.id", sink.coordinatorGroup());
        config.put("iceberg.kafka.session.timeout.ms", "10000");
        config.put("iceberg.kafka.heartbeat.interval.ms", "3000");
    }
}
