package io.candlelake.lake.audit;

import io.candlelake.lake.sink.LastWriter;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Up to which offsets a table holds its topic, as our own sink commits it with the rows:
 * {@code candlelake.offsets = {"ticks":{"0":1200,"1":1187}}} in the summary of the snapshot.
 */
final class TablePosition {
    private TablePosition() {}

    /** Absent for a table that another sink fills, or none yet. */
    static Optional<Map<Integer, Long>> of(Table table, String topic) {
        try {
            return LastWriter.of(table) instanceof LastWriter.Ours ours
                    ? Optional.of(ours.offsets().of(topic))
                    : Optional.empty();
        } catch (IllegalStateException foreign) {
            throw new CannotSayException("table " + topic + ": " + foreign.getMessage(), foreign);
        }
    }
}
