package io.candlelake.catalogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.connect.ConnectorConfigs;
import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkKind;
import io.candlelake.connect.SinkSettings;
import io.candlelake.lake.LakeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the archive gives a user to fill in. */
class ExamplesTest {
    private static final Path ETC = Path.of("..", "archive", "src", "main", "etc");

    /** What begins with one of these, or is one, MSK Connect refuses in a worker's configuration (its developer guide). */
    private static final List<String> REFUSED = List.of(
            "access.control.",
            "admin.",
            "client.",
            "connect.",
            "inter.worker.",
            "internal.",
            "listeners",
            "metrics.",
            "rest.",
            "sasl.",
            "security.",
            "socket.",
            "ssl.",
            "topic.tracking.",
            "worker.",
            "bootstrap.servers",
            "config.storage.topic",
            "connections.max.idle.ms",
            "connector.client.config.override.policy",
            "group.id",
            "metric.reporters",
            "plugin.path",
            "receive.buffer.bytes",
            "response.http.headers.config",
            "scheduled.rebalance.max.delay.ms",
            "send.buffer.bytes",
            "status.storage.topic",
            "consumer.isolation.level");

    @ParameterizedTest
    @ValueSource(strings = {"ticks", "raw_messages"})
    void exampleIsWhatTheStackItselfTellsConnectButThatAWeekOfSnapshotsIsKept(String table) {
        LakeSettings lake = LakeSettings.parse(Map.of("CATALOG_TYPE", "glue", "WAREHOUSE", "s3://my-bucket/warehouse"));
        SinkSettings settings = new SinkSettings(SinkKind.LAKE, "", lake.catalogProperties(), Duration.ofMinutes(1));

        assertThat(ArchiveWorker.read(ETC.resolve(table + ".properties")))
                .isEqualTo(ConnectorConfigs.of(new Sink(table), settings));
    }

    @Test
    void workerConfigurationHasNothingThatMskConnectRefuses() {
        assertThat(ArchiveWorker.read(ETC.resolve("worker.properties")).keySet())
                .contains("key.converter", "value.converter")
                .noneMatch(key -> REFUSED.stream().anyMatch(key::startsWith));
    }
}
