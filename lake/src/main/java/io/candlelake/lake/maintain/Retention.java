package io.candlelake.lake.maintain;

import io.candlelake.domain.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.PropertyUtil;

/**
 * How long what is no longer current stays: {@code Retention.of(Optional.empty(), Duration.ofDays(1), Duration.ofHours(1))}.
 *
 * @param snapshots how old a snapshot is when it goes; empty: what its table promises
 * @param orphans how old a file is that no snapshot knows, when it goes
 * @param longestCommit longest time between a file's last byte and the commit that adds it, of all writers: a younger file is no orphan
 *     yet
 */
public record Retention(Optional<Duration> snapshots, Duration orphans, Duration longestCommit) {
    /** The table's promise, read by every engine that expires snapshots. */
    public static final String PROMISE = "history.expire.max-snapshot-age-ms";

    /** Of a table that promises nothing else. */
    public static final Duration DEFAULT_PROMISE = Duration.ofDays(7);

    /** Our sink gives a commit up after 5 minutes, and a compaction writes a gigabyte in a few. */
    public static final Duration DEFAULT_LONGEST_COMMIT = Duration.ofHours(1);

    public static final Duration DEFAULT_ORPHANS = Duration.ofDays(1);

    /** What each table promises, and a day for orphans. */
    public static Retention promised() {
        return new Retention(Optional.empty(), DEFAULT_ORPHANS, DEFAULT_LONGEST_COMMIT);
    }

    /**
     * From {@code LAKE_ORPHAN_AGE} (1d) and {@code LAKE_LONGEST_COMMIT} (1h). Throws {@link IllegalArgumentException} with one clear
     * line.
     */
    public static Retention parse(Map<String, String> environment) {
        return new Retention(
                Optional.empty(),
                duration(environment, "LAKE_ORPHAN_AGE", DEFAULT_ORPHANS),
                duration(environment, "LAKE_LONGEST_COMMIT", DEFAULT_LONGEST_COMMIT));
    }

    private static Duration duration(Map<String, String> environment, String name, Duration usual) {
        String text = environment.getOrDefault(name, "");
        try {
            return text.isEmpty() ? usual : Durations.of(text);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(name + ": " + bad.getMessage(), bad);
        }
    }

    /** How far back the table can be asked for. */
    static Duration promiseOf(Table table) {
        return Duration.ofMillis(PropertyUtil.propertyAsLong(table.properties(), PROMISE, DEFAULT_PROMISE.toMillis()));
    }

    /** Throws {@link RetentionException} when the table promises more, or when a file might be removed that is about to be added. */
    public void check(Table table) {
        Duration promise = promiseOf(table);
        if (snapshots.isPresent() && snapshots.get().compareTo(promise) < 0) {
            throw new RetentionException("snapshots of " + table.name() + " are promised for " + Durations.text(promise)
                    + " (its property " + PROMISE + "): it cannot keep them for only " + Durations.text(snapshots.get())
                    + ". Promise less first, with --promise");
        }
        if (orphans.compareTo(longestCommit) < 0) {
            throw new RetentionException("files younger than " + Durations.text(longestCommit)
                    + " may belong to a commit that is under way (LAKE_LONGEST_COMMIT): orphans cannot go at an age of "
                    + Durations.text(orphans));
        }
    }

    Duration snapshotsOf(Table table) {
        return snapshots.orElseGet(() -> promiseOf(table));
    }
}
