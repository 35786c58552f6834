package io.candlelake.lake.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.table.SinkSummary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Up to which offsets a table holds its topic, as our own sink commits it with the rows:
 * {@code candlelake.offsets = {"ticks":{"0":1200,"1":1187}}} in the summary of the snapshot.
 */
final class TablePosition {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TablePosition() {}

    /** Absent for a table that another sink fills, or none yet. */
    static Optional<Map<Integer, Long>> of(Table table, String topic) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            String text = snapshot.summary().get(SinkSummary.OFFSETS);
            if (text != null) {
                return Optional.of(parse(text, topic));
            }
        }
        return Optional.ofNullable(table.properties().get(SinkSummary.OFFSETS)).map(text -> parse(text, topic));
    }

    private static Map<Integer, Long> parse(String text, String topic) {
        try {
            return new TreeMap<>(JSON.readValue(text, new TypeReference<Map<String, Map<Integer, Long>>>() {})
                    .getOrDefault(topic, Map.of()));
        } catch (JsonProcessingException foreign) {
            throw new CannotSayException("the offsets of table " + topic + " cannot be read: " + text, foreign);
        }
    }
}
