package io.candlelake.connect.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition is in a table: {@code {"ticks":{"0":1200,"1":1187}}}; of each, the offset of the next record.
 *
 * @param next by topic and partition, sorted, so that equal offsets have one text
 */
record Offsets(Map<String, Map<Integer, Long>> next) {
    static final Offsets NONE = new Offsets(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    Offsets {
        Map<String, Map<Integer, Long>> sorted = new TreeMap<>();
        next.forEach((topic, partitions) -> sorted.put(topic, new TreeMap<>(partitions)));
        next = sorted;
    }

    /** Throws {@link IllegalStateException} when the text is not of our form. */
    static Offsets parse(String text) {
        try {
            return new Offsets(JSON.readValue(text, new TypeReference<Map<String, Map<Integer, Long>>>() {}));
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("the table's offsets cannot be read: " + text, foreign);
        }
    }

    OptionalLong of(TopicPartition partition) {
        return Optional.ofNullable(
                        next.getOrDefault(partition.topic(), Map.of()).get(partition.partition()))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** These, with the others' in the place of ours where they have one. */
    Offsets with(Map<TopicPartition, Long> others) {
        Map<String, Map<Integer, Long>> merged = new TreeMap<>();
        next.forEach((topic, partitions) -> merged.put(topic, new TreeMap<>(partitions)));
        others.forEach((partition, offset) -> merged.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), offset));
        return new Offsets(merged);
    }

    /** One line of JSON. */
    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(next);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }
}
