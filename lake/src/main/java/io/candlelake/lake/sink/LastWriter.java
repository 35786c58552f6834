package io.candlelake.lake.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.table.SinkSummary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Which sink wrote to a table last: what the newest of the current snapshot's ancestors says that a sink made. */
public sealed interface LastWriter {
    /** None ever did, and there are no rows. */
    record Nobody() implements LastWriter {}

    /**
     * Our own.
     *
     * @param offsets that the table holds, the next to come: {@code {"ticks":{"0":1200}}}
     */
    record Ours(Offsets offsets) implements LastWriter {}

    /**
     * Our own, which then gave the table to Apache's; that one has not committed yet.
     *
     * @param offsets at which Apache's begins
     */
    record HandedOver(Offsets offsets) implements LastWriter {}

    /** Apache's, which does not say up to which offsets. */
    record Apaches() implements LastWriter {}

    /** There are rows, but nothing is left that says whose. */
    record Unknown() implements LastWriter {}

    /** By topic and partition; of each, the offset of the next record. */
    record Offsets(Map<String, Map<Integer, Long>> next) {
        private static final ObjectMapper JSON = new ObjectMapper();

        /** Throws {@link IllegalStateException} when the text is not of our form. */
        static Offsets parse(String text) {
            try {
                return new Offsets(JSON.readValue(text, new TypeReference<Map<String, Map<Integer, Long>>>() {}));
            } catch (JsonProcessingException foreign) {
                throw new IllegalStateException("offsets of a table cannot be read: " + text, foreign);
            }
        }

        /** Of one topic, by partition. */
        public Map<Integer, Long> of(String topic) {
            return new TreeMap<>(next.getOrDefault(topic, Map.of()));
        }

        /** One line of JSON. */
        @Override
        public String toString() {
            try {
                return JSON.writeValueAsString(next);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("writing to memory failed", impossible);
            }
        }
    }

    /** Of the table as loaded. */
    static LastWriter of(Table table) {
        return in(SnapshotUtil.currentAncestors(table)).orElseGet(() -> withoutSnapshot(table));
    }

    /** Of the first snapshot that says it, newest first. */
    static Optional<LastWriter> in(Iterable<Snapshot> ancestors) {
        for (Snapshot snapshot : ancestors) {
            Map<String, String> summary = snapshot.summary();
            String ours = summary.get(SinkSummary.OFFSETS);
            if (ours != null) {
                return Optional.of(new Ours(Offsets.parse(ours)));
            }
            String handedOver = summary.get(SinkSummary.HANDED_OVER);
            if (handedOver != null) {
                return Optional.of(new HandedOver(Offsets.parse(handedOver)));
            }
            if (summary.keySet().stream().anyMatch(SinkSummary::isForeign)) {
                return Optional.of(new Apaches());
            }
        }
        return Optional.empty();
    }

    private static LastWriter withoutSnapshot(Table table) {
        String property = table.properties().get(SinkSummary.OFFSETS);
        if (property != null) {
            return new Ours(Offsets.parse(property));
        }
        Snapshot current = table.currentSnapshot();
        boolean isEmpty =
                current == null || "0".equals(current.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
        return isEmpty ? new Nobody() : new Unknown();
    }
}
