package io.candlelake.lake.maintain;

import io.candlelake.domain.Durations;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Maintains one table: {@code new Maintenance(lake.table("ticks"), Retention.promised(), Clock.systemUTC(), line -> {}).run()}.
 *
 * <p>Safe beside ingestion and beside another maintenance: each step is one Iceberg commit that is refused when what it was made from has
 * changed, and what is refused is left for the next time.
 */
public final class Maintenance {
    /** In the summary of a snapshot that changed no row: {@code compaction} or {@code manifests}. */
    public static final String MARK = "candlelake.maintenance";

    /** Commits slow down with each snapshot, as all stand in one file: about 36 µs each. */
    private static final long MANY_SNAPSHOTS = 20_000;

    /** A tenth of the heap for rows that are sorted: the writer and the reader of a file take as much again each. */
    private static final long MEMORY_BYTES =
            Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 10);

    private final Table table;
    private final Retention retention;
    private final Clock clock;
    private final Consumer<String> progress;
    private final List<String> notes = new ArrayList<>();
    private long expired;

    /**
     * @param progress told of each step, in a few words
     * @throws RetentionException when that would break what the table promises
     */
    public Maintenance(Table table, Retention retention, Clock clock, Consumer<String> progress) {
        retention.check(table);
        this.table = table;
        this.retention = retention;
        this.clock = clock;
        this.progress = progress;
    }

    /** Changes nothing. */
    public Plan plan() {
        progress.accept("looking");
        List<Packing.Group> groups = new Packing(table, clock.millis()).groups();
        List<FileInfo> orphans = new Orphans(table).find(retention.orphans(), clock.instant());
        return new Plan(
                TableHealth.of(table),
                (int) groups.stream().map(Packing.Group::partition).distinct().count(),
                groups.stream().mapToInt(group -> group.tasks().size()).sum(),
                groups.stream().mapToLong(Packing.Group::bytes).sum(),
                new Manifests(table).due(),
                expiry().due(),
                orphans.size(),
                orphans.stream().mapToLong(FileInfo::size).sum());
    }

    /** Packs, expires, and removes orphans. */
    public Outcome run() {
        return run(true);
    }

    /**
     * Packs and expires.
     *
     * @param withOrphans also lists the table's folder, and removes what nothing knows
     */
    public Outcome run(boolean withOrphans) {
        progress.accept("looking");
        TableHealth before = TableHealth.of(table);
        int replaced = 0;
        int added = 0;
        List<Packing.Group> groups = new Packing(table, clock.millis()).groups();
        Compaction compaction = new Compaction(table, MEMORY_BYTES);
        for (Packing.Group group : groups) {
            progress.accept("packing " + group.tasks().size() + " files"
                    + (group.partition().isEmpty() ? "" : " of " + group.partition()));
            Compaction.Result result = compaction.run(group);
            replaced += result.replaced();
            added += result.added();
            note("files", result.refusal());
        }
        table.refresh();
        if (new Manifests(table).due() > 0) {
            progress.accept("packing manifests");
            note("manifests", new Manifests(table).run());
        }
        long deleted = expire();
        long orphans = withOrphans ? removeOrphans() : 0;
        table.refresh();
        TableHealth after = TableHealth.of(table);
        warnOfSnapshots(after);
        return new Outcome(before, after, replaced, added, expired, deleted, orphans, List.copyOf(notes));
    }

    private long expire() {
        expired = expiry().due();
        if (expired == 0) {
            return 0;
        }
        if (!PropertyUtil.propertyAsBoolean(table.properties(), "gc.enabled", true)) {
            note("snapshots", "the table's gc.enabled is false");
            expired = 0;
            return 0;
        }
        progress.accept("expiring " + expired + " snapshots");
        try {
            return expiry().run();
        } catch (CommitFailedException refused) {
            expired = 0;
            note("snapshots", String.valueOf(refused.getMessage()));
            return 0;
        }
    }

    private SnapshotExpiry expiry() {
        return new SnapshotExpiry(table, retention.snapshotsOf(table), clock.instant());
    }

    private long removeOrphans() {
        progress.accept("looking for orphans");
        Orphans orphans = new Orphans(table);
        return orphans.delete(orphans.find(retention.orphans(), clock.instant()));
    }

    private void warnOfSnapshots(TableHealth health) {
        if (health.snapshots() > MANY_SNAPSHOTS) {
            notes.add(table.name() + " keeps " + health.snapshots()
                    + " snapshots, which every commit writes: commit less often, or promise less than "
                    + Durations.text(Retention.promiseOf(table)) + " of time travel (--promise)");
        }
    }

    private void note(String what, String refusal) {
        if (!refusal.isEmpty()) {
            notes.add(table.name() + ": " + what + " are left for the next time (" + refusal + ")");
        }
    }

    /** Changes what the table promises, on purpose. Throws {@link RetentionException} for less than a minute. */
    public static void promise(Table table, Duration promise) {
        if (promise.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new RetentionException("a table cannot promise less than 1m of time travel");
        }
        table.updateProperties()
                .set(Retention.PROMISE, Long.toString(promise.toMillis()))
                .commit();
    }
}
