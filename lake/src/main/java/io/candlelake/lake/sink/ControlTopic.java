package io.candlelake.lake.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.table.SinkSummary;
import io.candlelake.lake.sink.Handover.Names;
import io.candlelake.lake.sink.Handover.State;
import io.candlelake.lake.sink.Handover.Step;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Where Apache's sink tells its coordinator which files it wrote: {@code control-ticks}. The coordinator puts these into the table, and
 * says in its snapshot how far it has read here.
 */
final class ControlTopic {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Groups groups;
    private final Names names;

    ControlTopic(Groups groups, Names names) {
        this.groups = groups;
        this.names = names;
    }

    /** Why the table may not hold all that the group has read; empty when it does. */
    Optional<Step> obstacle(Table table) {
        String topic = names.controlTopic();
        Optional<Groups.Extent> extent = groups.extent(topic);
        if (extent.isEmpty()) {
            return Optional.empty();
        }
        if (extent.get().committed() < extent.get().end()) {
            return Optional.of(new Step(State.WAIT, "a transaction on topic " + topic + " is not over"));
        }
        AtomicLong files = new AtomicLong();
        groups.read(
                topic,
                from(table, extent.get().begin()),
                extent.get().end(),
                event -> files.addAndGet(SinkEvent.parse(event).filesOf(names.group())));
        return files.get() == 0
                ? Optional.empty()
                : Optional.of(new Step(
                        State.DRAIN,
                        "Apache's sink has written " + files.get() + " files that are not in table " + table.name()
                                + " yet"));
    }

    /**
     * The first offset that the table may not know. The table's own word counts, for only that goes back with the table when it is set
     * back; the coordinator's group where the table says nothing, or so long ago that the topic has dropped it.
     */
    private long from(Table table, long begin) {
        OptionalLong ofTable = ofTable(table);
        if (ofTable.isPresent() && ofTable.getAsLong() >= begin) {
            return ofTable.getAsLong();
        }
        long ofGroup =
                groups.offsets(names.coordinatorGroup(), names.controlTopic()).getOrDefault(0, 0L);
        if (ofGroup < begin) {
            throw new IllegalStateException("topic " + names.controlTopic() + " has dropped events that table "
                    + table.name() + " may lack: which records it holds is not known. Begin a new lake");
        }
        return table.currentSnapshot() == null ? begin : ofGroup;
    }

    private OptionalLong ofTable(Table table) {
        String key = SinkSummary.APACHES_OFFSETS + names.controlTopic() + "." + names.group();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            String text = snapshot.summary().get(key);
            if (text != null) {
                return parse(text);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong parse(String text) {
        try {
            JsonNode offset = JSON.readTree(text).path("0");
            return offset.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(offset.asLong());
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("offsets of Apache's sink cannot be read: " + text, foreign);
        }
    }
}
