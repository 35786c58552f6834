package io.candlelake.lake.keeper;

/** Everything that is measured of the lake: {@code candlelake_lake_files{table="ticks"}}. {@code docs/metrics.md} has the same table. */
enum LakeMetric {
    FRESHNESS("freshness_seconds", "table", "since the last commit that changed a row"),
    ROWS("rows", "table", "rows in the data files"),
    FILES("files", "table", "data files that a query on everything opens"),
    BYTES("bytes", "table", "of these files"),
    SMALL_FILE_RATIO(
            "small_file_ratio", "table", "of these files, those under three quarters of the target size, from 0 to 1"),
    MANIFESTS("manifests", "table", "manifests that a query reads first"),
    PLANNING("planning_seconds", "table", "time to find the files of a query on everything"),
    SNAPSHOTS("snapshots", "table", "snapshots that can be travelled to"),
    COMMIT("commit_seconds", "table", "how long the sink's last commit but one took, as the last one says"),
    MAINTENANCE_RUNS("maintenance_runs_total", "table", "maintenances that came to their end"),
    MAINTENANCE_FAILURES("maintenance_failures_total", "table", "maintenances that did not"),
    FILES_PACKED("maintenance_packed_files_total", "table", "files that maintenance replaced"),
    SNAPSHOTS_EXPIRED("maintenance_expired_snapshots_total", "table", "snapshots that maintenance expired"),
    ORPHANS_REMOVED("maintenance_orphans_total", "table", "files that nothing knew and maintenance deleted"),
    AUDIT_AGE("audit_age_seconds", "", "since the last audit; absent before the first"),
    AUDIT_PROVED(
            "audit_proved",
            "",
            "1 when the last audit found raw, topics and tables equal, else 0; absent before the first");

    private static final String PREFIX = "candlelake_lake_";

    private final String word;
    private final String label;
    private final String meaning;

    LakeMetric(String word, String label, String meaning) {
        this.word = word;
        this.label = label;
        this.meaning = meaning;
    }

    /** As Prometheus has it: {@code candlelake_lake_files}. */
    String fullName() {
        return PREFIX + word;
    }

    /** What tells its series apart; empty when there is one. */
    String label() {
        return label;
    }

    /** For a person who looks at it. */
    String meaning() {
        return meaning;
    }

    /** As Micrometer has it, which adds {@code _total} and units itself. */
    String meterName() {
        return fullName().replaceFirst("_total$", "").replaceFirst("_seconds$", "");
    }

    boolean isSeconds() {
        return word.endsWith("_seconds");
    }
}
