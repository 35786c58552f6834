package io.candlelake.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.connect.sink.LakeSinkConnector;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.connect.IcebergSinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectorConfigsTest {
    private static final SinkSettings SETTINGS = new SinkSettings(
            SinkKind.APACHE,
            "127.0.0.1:19092",
            Map.of("type", "jdbc", "uri", "jdbc:sqlite:/catalog.sqlite"),
            Duration.ofSeconds(1));

    private static final SinkSettings LAKE = new SinkSettings(
            SinkKind.LAKE, SETTINGS.bootstrapServers(), SETTINGS.catalogProperties(), SETTINGS.commitInterval());

    @Test
    void jsonTopicIsToldInFull() {
        assertThat(ConnectorConfigs.of(new Sink("ticks"), SETTINGS))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector"),
                        Map.entry("tasks.max", "1"),
                        Map.entry("topics", "ticks"),
                        Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                        Map.entry("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                        Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                        Map.entry("value.converter.schemas.enable", "false"),
                        Map.entry("errors.tolerance", "none"),
                        Map.entry("consumer.override.isolation.level", "read_committed"),
                        Map.entry("consumer.override.auto.offset.reset", "earliest"),
                        Map.entry("consumer.override.max.partition.fetch.bytes", "1048576"),
                        Map.entry("consumer.override.fetch.max.bytes", "16777216"),
                        Map.entry("consumer.override.group.instance.id", "connect-ticks"),
                        Map.entry("consumer.override.session.timeout.ms", "10000"),
                        Map.entry("consumer.override.heartbeat.interval.ms", "3000"),
                        Map.entry("iceberg.tables", "candlelake.ticks"),
                        Map.entry("iceberg.tables.auto-create-enabled", "false"),
                        Map.entry("iceberg.tables.evolve-schema-enabled", "false"),
                        Map.entry("iceberg.catalog", "candlelake"),
                        Map.entry("iceberg.catalog.type", "jdbc"),
                        Map.entry("iceberg.catalog.uri", "jdbc:sqlite:/catalog.sqlite"),
                        Map.entry("iceberg.control.topic", "control-ticks"),
                        Map.entry("iceberg.control.commit.interval-ms", "1000"),
                        Map.entry("iceberg.control.commit.timeout-ms", "3000"),
                        Map.entry("iceberg.control.commit.threads", "1"),
                        Map.entry("iceberg.control.commit.max-consecutive-failures", "5"),
                        Map.entry("iceberg.coordinator.transactional.prefix", "ticks-"),
                        Map.entry("iceberg.kafka.bootstrap.servers", "127.0.0.1:19092"),
                        Map.entry("iceberg.kafka.transaction.timeout.ms", "10000"),
                        Map.entry("iceberg.kafka.group.instance.id", "connect-ticks-coord"),
                        Map.entry("iceberg.kafka.session.timeout.ms", "10000"),
                        Map.entry("iceberg.kafka.heartbeat.interval.ms", "3000")));
    }

    @Test
    void rawMessagesPassAsBytes() {
        assertThat(ConnectorConfigs.of(new Sink("raw_messages"), SETTINGS))
                .containsEntry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
                .containsEntry("transforms", "row")
                .containsEntry("transforms.row.type", "io.candlelake.connect.RawMessageRow")
                .doesNotContainKey("value.converter.schemas.enable");
    }

    /** Two members of one name would push each other out of the group for ever. */
    @ParameterizedTest
    @EnumSource
    void severalTasksHaveNoNameInCommon(SinkKind kind) {
        SinkSettings two = new SinkSettings(
                kind, SETTINGS.bootstrapServers(), SETTINGS.catalogProperties(), SETTINGS.commitInterval(), 2);

        assertThat(ConnectorConfigs.of(new Sink("ticks"), two))
                .containsEntry("tasks.max", "2")
                .doesNotContainKey("consumer.override.group.instance.id");
    }

    /** A misspelt key would be ignored in silence. */
    @Test
    void sinkKnowsEveryKeyOfItsOwn() {
        assertThat(ConnectorConfigs.of(new Sink("ticks"), SETTINGS).keySet())
                .filteredOn(key -> key.startsWith("iceberg."))
                .filteredOn(key -> !key.startsWith("iceberg.catalog.") && !key.startsWith("iceberg.kafka."))
                .allMatch(new IcebergSinkConnector().config().names()::contains);
    }

    @Test
    void oursIsToldInFull() {
        assertThat(ConnectorConfigs.of(new Sink("ticks"), LAKE))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("connector.class", "io.candlelake.connect.sink.LakeSinkConnector"),
                        Map.entry("tasks.max", "1"),
                        Map.entry("topics", "ticks"),
                        Map.entry("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                        Map.entry("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                        Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                        Map.entry("errors.tolerance", "none"),
                        Map.entry("consumer.override.isolation.level", "read_committed"),
                        Map.entry("consumer.override.auto.offset.reset", "earliest"),
                        Map.entry("consumer.override.max.poll.records", "5000"),
                        Map.entry("consumer.override.max.partition.fetch.bytes", "1048576"),
                        Map.entry("consumer.override.fetch.max.bytes", "16777216"),
                        Map.entry("consumer.override.group.instance.id", "connect-ticks"),
                        Map.entry("consumer.override.session.timeout.ms", "10000"),
                        Map.entry("consumer.override.heartbeat.interval.ms", "3000"),
                        Map.entry("record.format", "json"),
                        Map.entry("table.namespace", "candlelake"),
                        Map.entry("iceberg.catalog.type", "jdbc"),
                        Map.entry("iceberg.catalog.uri", "jdbc:sqlite:/catalog.sqlite"),
                        Map.entry("commit.interval.ms", "1000")));
    }

    /** A misspelt key would be ignored in silence. */
    @Test
    void oursKnowsEveryKeyOfItsOwn() {
        assertThat(new LakeSinkConnector()
                        .validate(ConnectorConfigs.of(new Sink("raw_messages"), LAKE))
                        .configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
        assertThat(ConnectorConfigs.of(new Sink("raw_messages"), LAKE).keySet())
                .filteredOn(key -> key.matches("(record|table|commit|file|schema|unknown)\\..*"))
                .isNotEmpty()
                .allMatch(new LakeSinkConnector().config().names()::contains);
    }

    @Test
    void theSinkIsChosenByOneSetting() {
        assertThat(SinkKind.of(Map.of())).isEqualTo(SinkKind.LAKE);
        assertThat(SinkKind.of(Map.of("LAKE_SINK", ""))).isEqualTo(SinkKind.LAKE);
        assertThat(SinkKind.of(Map.of("LAKE_SINK", "apache"))).isEqualTo(SinkKind.APACHE);
        assertThatThrownBy(() -> SinkKind.of(Map.of("LAKE_SINK", "Apache")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LAKE_SINK: 'Apache' is no sink: lake and apache are");
    }

    @Test
    void everyTableHasASink() {
        assertThat(Sink.all())
                .extracting(Sink::table)
                .containsExactlyInAnyOrder(
                        "ticks", "candles", "rejects", "gaps", "raw_messages", "spot_prices", "alerts");
    }
}
