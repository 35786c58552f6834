package io.candlelake.contract.table;

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
 * How far each partition is in a table, as {@link SinkSummary#OFFSETS} says it: {@code {"ticks":{"0":1200,"1":1187}}}; of each, the offset of the next record.
 *
 * @param next by topic and partition, sorted, so that equal offsets have one text
 */
public record SinkOffsets(Map<String, Map<Integer, Long>> next) {
    /** Of a table that no sink has written. */
    public static final SinkOffsets NONE = new SinkOffsets(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sorted. */
    public SinkOffsets {
        Map<String, Map<Integer, Long>> sorted = new TreeMap<>();
        next.forEach((topic, partitions) -> sorted.put(topic, new TreeMap<>(partitions)));
        next = sorted;
    }

    /** Throws {@link IllegalStateException} when the text is not of our form. */
    public static SinkOffsets parse(String text) {
        try {
            return new SinkOffsets(JSON.readValue(text, new TypeReference<Map<String, Map<Integer, Long>>>() {}));
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("the table's offsets cannot be read: " + text, foreign);
        }
    }

    /** Of one partition; empty when the table has said nothing of it. */
    public OptionalLong of(TopicPartition partition) {
        return Optional.ofNullable(
                        next.getOrDefault(partition.topic(), Map.of()).get(partition.partition()))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Of one topic, by partition; empty when the table has said nothing of it. */
    public Map<Integer, Long> of(String topic) {
        return new TreeMap<>(next.getOrDefault(topic, Map.of()));
    }

    /** These, with the others' in the place of ours where they have one. */
    public SinkOffsets with(Map<TopicPartition, Long> others) {
        Map<String, Map<Integer, Long>> merged = new TreeMap<>();
        next.forEach((topic, partitions) -> merged.put(topic, new TreeMap<>(partitions)));
        others.forEach((partition, offset) -> merged.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), offset));
        return new SinkOffsets(merged);
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
