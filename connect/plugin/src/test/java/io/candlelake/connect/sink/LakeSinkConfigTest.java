package io.candlelake.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** A user's mistake in a connector's configuration is told by its key, in one line. */
class LakeSinkConfigTest {
    @Test
    void topicsTableHasItsNameUnlessAnotherIsNamed() {
        LakeSinkConfig config = new LakeSinkConfig(with("topic.to.table", "ticks:market.ticks_2026, gaps:a.b.c"));

        assertThat(config.table("candles")).isEqualTo(TableIdentifier.of("candlelake", "candles"));
        assertThat(config.table("ticks")).isEqualTo(TableIdentifier.of("market", "ticks_2026"));
        assertThat(config.table("gaps")).isEqualTo(TableIdentifier.of("a", "b", "c"));
    }

    @Test
    void everyMistakeIsToldAtItsKey() {
        assertThat(errors(with("topic.to.table", "ticks"))).containsOnlyKeys("topic.to.table");
        assertThat(errors(with("topic.to.table", "ticks:market."))).containsOnlyKeys("topic.to.table");
        assertThat(errors(with("record.format", "avro")).get("record.format"))
                .singleElement()
                .asString()
                .contains("json, json_lenient, raw");
        assertThat(errors(with("commit.interval.ms", "soon"))).containsOnlyKeys("commit.interval.ms");
        assertThat(errors(with("commit.interval.ms", "1"))).containsOnlyKeys("commit.interval.ms");
        assertThat(errors(with("schema.evolution", "yes"))).containsOnlyKeys("schema.evolution");
        assertThat(errors(with("value.converter", "org.apache.kafka.connect.json.JsonConverter")))
                .containsOnlyKeys("value.converter");
        assertThat(errors(Map.of("topics", "ticks")).get("iceberg.catalog"))
                .singleElement()
                .asString()
                .contains("no key begins with iceberg.catalog.");
        assertThat(errors(with("errors.deadletterqueue.topic.name", "dead", "errors.tolerance", "all")))
                .isEmpty();
    }

    @Test
    void recordsThatAreNoRowMayNotVanish() {
        Map<String, String> tolerant = with("errors.tolerance", "all");

        assertThat(errors(tolerant)).containsOnlyKeys("errors.deadletterqueue.topic.name");
        assertThatThrownBy(() -> new LakeSinkConfig(tolerant))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("errors.deadletterqueue.topic.name is not set")
                .hasMessageNotContaining("\n");
    }

    private static Map<String, List<String>> errors(Map<String, String> keys) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : new LakeSinkConnector().validate(keys).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    private static Map<String, String> with(String... pairs) {
        Map<String, String> keys = new HashMap<>(Map.of("topics", "ticks", "iceberg.catalog.type", "glue"));
        for (int i = 0; i < pairs.length; i += 2) {
            keys.put(pairs[i], pairs[i + 1]);
        }
        return keys;
    }
}
