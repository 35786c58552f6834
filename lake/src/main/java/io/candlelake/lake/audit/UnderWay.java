package io.candlelake.lake.audit;

import io.candlelake.lake.LakeCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Table;

/** Whether anything is on its way from a topic to its table: {@code topic ticks holds records that are not in its table}. */
public final class UnderWay {
    private UnderWay() {}

    /**
     * What is, in one line; empty when all of these tables are up with their topics and the streams app with raw_messages.
     *
     * @param positions of tables that do not say it themselves
     */
    public static Optional<String> of(
            LakeCatalog lake,
            TopicLog log,
            Audit.SinkPositions positions,
            String streamsGroup,
            Iterable<String> tables) {
        Map<Integer, Long> processed = log.groupOffsets(streamsGroup, "raw_messages");
        if (holdsRecords(log, "raw_messages", processed)) {
            return Optional.of("topic raw_messages holds frames that the streams app has not read");
        }
        for (String name : tables) {
            Table table = lake.table(name);
            Map<Integer, Long> held = TablePosition.of(table, name).orElseGet(() -> positions
                    .load(name, () -> lake.table(name))
                    .position()
                    .surely());
            if (holdsRecords(log, name, held)) {
                return Optional.of("topic " + name + " holds records that are not in its table");
            }
        }
        return Optional.empty();
    }

    /** Markers of transactions take offsets too: only a record counts. */
    private static boolean holdsRecords(TopicLog log, String topic, Map<Integer, Long> held) {
        TreeMap<Integer, Long> from = new TreeMap<>();
        TreeMap<Integer, Long> to = new TreeMap<>();
        log.extents(topic).forEach((partition, extent) -> {
            from.put(partition, Math.max(held.getOrDefault(partition, 0L), extent.begin()));
            to.put(partition, extent.end());
        });
        boolean[] found = {false};
        log.read(topic, from, to, record -> found[0] = true);
        return found[0];
    }
}
