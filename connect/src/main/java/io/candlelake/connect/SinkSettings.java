package io.candlelake.connect;

import java.time.Duration;
import java.util.Map;

/**
 * What all connectors share: {@code new SinkSettings(SinkKind.LAKE, "127.0.0.1:19092", lakeSettings.catalogProperties(),
 * Duration.ofSeconds(1))}.
 *
 * @param kind of connector
 * @param bootstrapServers of the broker
 * @param catalogProperties by Iceberg's names: type, uri, warehouse, io-impl
 * @param commitInterval between two commits to a table; a row is visible after about twice that
 * @param tasks of each connector, that share its topic's partitions
 */
public record SinkSettings(
        SinkKind kind,
        String bootstrapServers,
        Map<String, String> catalogProperties,
        Duration commitInterval,
        int tasks) {
    public SinkSettings {
        catalogProperties = Map.copyOf(catalogProperties);
        if (tasks < 1) {
            throw new IllegalArgumentException("a connector has at least one task, not " + tasks);
        }
    }

    /** With one task for each connector, which is enough for what Coinbase trades. */
    public SinkSettings(
            SinkKind kind, String bootstrapServers, Map<String, String> catalogProperties, Duration commitInterval) {
        this(kind, bootstrapServers, catalogProperties, commitInterval, 1);
    }
}
