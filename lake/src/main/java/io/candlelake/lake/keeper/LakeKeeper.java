package io.candlelake.lake.keeper;

import io.candlelake.contract.table.SinkSummary;
import io.candlelake.contract.table.Tables;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.TableState;
import io.candlelake.lake.maintain.Maintenance;
import io.candlelake.lake.maintain.Outcome;
import io.candlelake.lake.maintain.TableHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Looks at every table, again and again, and maintains each when it is time. One thread. */
final class LakeKeeper {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final LakeCatalog lake;
    private final KeeperSettings settings;
    private final LakeMetrics metrics;
    private final Clock clock;
    private final Consumer<String> lines;
    private volatile boolean sound = true;
    private Instant nextMaintenance;
    private Instant nextOrphans;

    /** @param lines told of what was done, and of what was not */
    LakeKeeper(LakeCatalog lake, KeeperSettings settings, LakeMetrics metrics, Clock clock, Consumer<String> lines) {
        this.lake = lake;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.lines = lines;
        this.nextMaintenance = settings.maintenance()
                .map(interval -> clock.instant().plus(interval))
                .orElse(Instant.MAX);
        this.nextOrphans = clock.instant().plus(settings.orphans());
    }

    /** Until the thread is interrupted. */
    void run() throws InterruptedException {
        while (true) {
            round();
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** Looks, and maintains what is due. */
    void round() {
        boolean due = !clock.instant().isBefore(nextMaintenance);
        boolean withOrphans = due && !clock.instant().isBefore(nextOrphans);
        boolean all = true;
        for (io.candlelake.contract.table.Table table : Tables.all()) {
            all &= tried(table.name(), due, withOrphans);
        }
        sound = all;
        if (due) {
            settings.maintenance()
                    .ifPresent(interval -> nextMaintenance = clock.instant().plus(interval));
        }
        if (withOrphans) {
            nextOrphans = clock.instant().plus(settings.orphans());
        }
    }

    /** False while a table cannot be read or maintained: ingestion goes on, but who watches should know. */
    boolean isSound() {
        return sound;
    }

    private boolean tried(String name, boolean due, boolean withOrphans) {
        try {
            if (lake.tableExists(name)) {
                Table table = lake.table(name);
                if (due) {
                    maintain(name, table, withOrphans);
                }
                table.refresh();
                metrics.of(name).saw(TableState.of(name, table), TableHealth.of(table), commitTime(table));
            }
            return true;
        } catch (RuntimeException broken) {
            // Counted, shown by /health/live and tried again: a fault here must not take the other tables' care with
            // it.
            metrics.of(name).failed();
            lines.accept(name + ": " + (due ? "maintenance failed" : "cannot be read") + ": " + broken);
            return false;
        }
    }

    private void maintain(String name, Table table, boolean withOrphans) {
        Outcome outcome = new Maintenance(table, settings.retention(), clock, step -> {}).run(withOrphans);
        metrics.of(name).maintained(outcome);
        outcome.notes().forEach(lines);
        if (outcome.replaced() + outcome.expired() + outcome.orphans() > 0) {
            lines.accept(name + ": " + outcome.replaced() + " files packed into " + outcome.added() + ", "
                    + outcome.expired() + " snapshots expired, " + outcome.orphans() + " orphans removed; "
                    + outcome.after().files() + " files, " + outcome.after().snapshots() + " snapshots");
        }
    }

    private static Optional<Duration> commitTime(Table table) {
        Snapshot current = table.currentSnapshot();
        return Optional.ofNullable(current == null ? null : current.summary().get(SinkSummary.LAST_COMMIT_MILLIS))
                .map(Long::valueOf)
                .map(Duration::ofMillis);
    }
}
