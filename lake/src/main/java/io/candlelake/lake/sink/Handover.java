package io.candlelake.lake.sink;

import io.candlelake.contract.table.SinkOffsets;
import io.candlelake.contract.table.SinkSummary;
import io.candlelake.lake.LakeCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.kafka.clients.admin.Admin;

/**
 * Gives a table from one sink to the other, so that no record comes twice and none is left out: {@code
 * handover.toLake("ticks", names)}. The sink that gives must be stopped. Doing it again changes nothing.
 *
 * <p>Ours says in the table which records it holds. Apache's commits its group's offsets together with the list of files it wrote, on a
 * control topic: so the table holds exactly what the group has read, once all these files are in it. Whether they are is looked up
 * there, event by event.
 */
public final class Handover {
    private final LakeCatalog lake;
    private final Groups groups;

    /**
     * Reads nothing yet.
     *
     * @param admin used, not closed
     * @param bootstrapServers of the same broker
     */
    public Handover(LakeCatalog lake, Admin admin, String bootstrapServers) {
        this.lake = lake;
        this.groups = new Groups(admin, bootstrapServers);
    }

    /**
     * What Apache's sink of a table has in the broker; ours has the group alone.
     *
     * @param group that reads the topic: {@code connect-ticks}
     * @param coordinatorGroup that reads the control topic: {@code connect-ticks-coord}
     * @param controlTopic {@code control-ticks}
     */
    public record Names(String group, String coordinatorGroup, String controlTopic) {}

    /** How a handover went. */
    public enum State {
        /** The other sink may begin. */
        DONE,
        /** Something of the old sink is still going on in the broker: to be tried again. */
        WAIT,
        /** The old sink has work left, which it must finish first: to be started once more. */
        DRAIN
    }

    /**
     * How far it got.
     *
     * @param line what was done, empty when nothing was to do; or what is in the way
     */
    public record Step(State state, String line) {
        private static final Step NOTHING = new Step(State.DONE, "");
    }

    /** Whether the table's last rows are of the other sink than ours. */
    public boolean isForeign(String table) {
        LastWriter writer = LastWriter.of(lake.table(table));
        return !(writer instanceof LastWriter.Ours || writer instanceof LastWriter.Nobody);
    }

    /** Whether the table's last rows are ours. */
    public boolean isOurs(String table) {
        return LastWriter.of(lake.table(table)) instanceof LastWriter.Ours;
    }

    /**
     * From Apache's sink to ours: what its group has read is written into the table, in a commit without rows.
     *
     * @param table also the name of its topic
     * @throws IllegalStateException when it cannot be known which records the table holds: one line
     */
    public Step toLake(String table, Names names) {
        Table loaded = lake.table(table);
        LastWriter writer = LastWriter.of(loaded);
        if (writer instanceof LastWriter.Ours) {
            return Step.NOTHING;
        }
        // Nobody can tell of files any more; then what was told is looked through.
        Optional<Step> obstacle = members(names.group())
                .or(() -> members(names.coordinatorGroup()))
                .or(() -> new ControlTopic(groups, names).obstacle(loaded));
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (writer instanceof LastWriter.Nobody) {
            return Step.NOTHING;
        }
        Map<Integer, Long> read = new TreeMap<>(groups.offsets(names.group(), table));
        if (writer instanceof LastWriter.HandedOver back) {
            // Perhaps it never began, and its group was not even told where.
            back.offsets().of(table).forEach((partition, offset) -> read.merge(partition, offset, Math::max));
        }
        if (read.isEmpty()) {
            throw new IllegalStateException("table " + table
                    + " holds rows that our sink has not written, and the group "
                    + names.group() + " has no offsets (Kafka drops those of a sink that was stopped for a week): which"
                    + " records the table holds is not known. Set the group's offsets, or begin a new lake");
        }
        SinkOffsets offsets = new SinkOffsets(Map.of(table, read));
        return commit(loaded, SinkSummary.OFFSETS, offsets)
                ? new Step(State.DONE, "our sink takes over from Apache's at offsets " + read)
                : new Step(State.WAIT, "table " + table + " is still written to");
    }

    /**
     * From our sink to Apache's: the table says that nothing of ours is added any more, and Apache's groups begin behind what it holds.
     *
     * @param table also the name of its topic
     */
    public Step toApache(String table, Names names) {
        Table loaded = lake.table(table);
        LastWriter writer = LastWriter.of(loaded);
        if (writer instanceof LastWriter.Ours ours) {
            // First the table, so that a task of ours that is not dead yet adds nothing behind these offsets.
            return commit(loaded, SinkSummary.HANDED_OVER, ours.offsets())
                    ? seed(table, names, ours.offsets().of(table))
                    : new Step(State.WAIT, "table " + table + " is still written to");
        }
        return writer instanceof LastWriter.HandedOver given
                ? seed(table, names, given.offsets().of(table))
                : Step.NOTHING;
    }

    /** What is on the control topic is all in the table, or was of a task that reads it again. */
    private Step seed(String table, Names names, Map<Integer, Long> offsets) {
        Map<Integer, Long> read = groups.offsets(names.group(), table);
        if (isBeyond(read, offsets)) {
            return Step.NOTHING; // Apache's has begun already.
        }
        Optional<Step> member = members(names.group()).or(() -> members(names.coordinatorGroup()));
        if (member.isPresent()) {
            return member.get();
        }
        groups.set(names.coordinatorGroup(), names.controlTopic(), groups.ends(names.controlTopic()));
        groups.set(names.group(), table, offsets);
        return new Step(State.DONE, "Apache's sink takes over from ours at offsets " + offsets);
    }

    /** Connect tells the group of partitions of which a table knows nothing, too: of their beginning. */
    private static boolean isBeyond(Map<Integer, Long> read, Map<Integer, Long> offsets) {
        boolean isBehind =
                offsets.entrySet().stream().anyMatch(each -> read.getOrDefault(each.getKey(), -1L) < each.getValue());
        boolean isAhead =
                read.entrySet().stream().anyMatch(each -> each.getValue() > offsets.getOrDefault(each.getKey(), 0L));
        return isAhead && !isBehind;
    }

    private Optional<Step> members(String group) {
        return groups.hasOtherMembers(group)
                ? Optional.of(new Step(State.WAIT, "the group " + group + " still has a member"))
                : Optional.empty();
    }

    /** A snapshot without rows, and the properties with it; false when a sink has written meanwhile. */
    private static boolean commit(Table table, String key, SinkOffsets offsets) {
        String commit = UUID.randomUUID().toString();
        long sequence = ((HasTableOperations) table).operations().current().nextSequenceNumber();
        Transaction transaction = table.newTransaction();
        AppendFiles nothing = transaction
                .newAppend()
                .set(key, offsets.toString())
                .set(SinkSummary.COMMIT, commit)
                .validateWith(stillAt(place(SnapshotUtil.currentAncestors(table))));
        try {
            nothing.commit();
        } catch (ValidationException writtenMeanwhile) {
            return false;
        }
        if (key.equals(SinkSummary.OFFSETS)) {
            transaction
                    .updateProperties()
                    .set(SinkSummary.OFFSETS, offsets.toString())
                    .set(SinkSummary.COMMIT, commit)
                    .set(SinkSummary.SEQUENCE, Long.toString(sequence))
                    .commit();
        } else {
            transaction
                    .updateProperties()
                    .remove(SinkSummary.OFFSETS)
                    .remove(SinkSummary.COMMIT)
                    .remove(SinkSummary.SEQUENCE)
                    .commit();
        }
        try {
            transaction.commitTransaction();
            return true;
        } catch (ValidationException writtenMeanwhile) {
            return false;
        }
    }

    /** The newest snapshot that a sink made. */
    private static Optional<Long> place(Iterable<Snapshot> ancestors) {
        return LastWriter.newestSnapshot(ancestors).map(Snapshot::snapshotId);
    }

    private static SnapshotAncestryValidator stillAt(Optional<Long> place) {
        return new SnapshotAncestryValidator() {
            @Override
            public boolean validate(Iterable<Snapshot> ancestors) {
                return place(ancestors).equals(place);
            }

            @Override
            public String errorMessage() {
                return "a sink has written since";
            }
        };
    }
}
