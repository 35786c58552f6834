package io.candlelake.local.maintain;

import io.candlelake.lake.maintain.Plan;
import io.candlelake.lake.maintain.TableHealth;
import io.candlelake.local.view.TextTable;
import io.candlelake.local.view.Units;
import java.util.List;
import java.util.Locale;

/** Tables' health as people read it, aligned. */
final class HealthTable {
    private final TextTable table =
            new TextTable("table", "", ">files", ">small", ">size", ">rows", ">snapshots", ">manifests", ".planning");

    /** One line: {@code ticks  before  3,600  3,600  12.1 MB  72,000  3,600  36  0.412 s}. */
    void row(String name, String when, TableHealth health) {
        table.row(
                name,
                when,
                Units.count(health.files()),
                Units.count(health.smallFiles()),
                Units.bytes(health.bytes()),
                Units.count(health.rows()),
                Units.count(health.snapshots()),
                Units.count(health.manifests()),
                String.format(Locale.ROOT, "%.3f s", health.planning().toNanos() / 1e9));
    }

    List<String> lines(int width) {
        return table.lines(width);
    }

    /** {@code would pack 300 files (3.1 MB) of 1 partition, expire 40 snapshots and remove 2 orphans (12.0 kB)}. */
    static String words(Plan plan) {
        return "would pack " + Units.count(plan.files()) + " files (" + Units.bytes(plan.bytes()) + ") of "
                + plan.partitions() + (plan.partitions() == 1 ? " partition" : " partitions")
                + (plan.manifests() == 0 ? "" : " and " + plan.manifests() + " manifests") + ", expire "
                + Units.count(plan.snapshots()) + " snapshots and remove " + plan.orphans() + " orphans ("
                + Units.bytes(plan.orphanBytes()) + ")";
    }
}
