package io.candlelake.lake.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files below a table's folder that no snapshot, metadata file or statistics knows: what a killed writer left.
 *
 * <p>The folder is listed first and the table read afterwards: what a commit added in between is known then. Younger files are left, for
 * their commit may be under way.
 */
final class Orphans {
    private final Table table;

    Orphans(Table table) {
        this.table = table;
    }

    /** Those older than that, with their sizes. Throws {@link IllegalStateException} when the files cannot be listed here. */
    List<FileInfo> find(Duration age, Instant now) {
        if (!(table.io() instanceof SupportsPrefixOperations files)) {
            throw new IllegalStateException("files of " + table.name() + " cannot be listed by "
                    + table.io().getClass());
        }
        long before = now.minus(age).toEpochMilli();
        List<FileInfo> old = new ArrayList<>();
        for (FileInfo file : files.listPrefix(folder(table.location()))) {
            if (file.createdAtMillis() < before) {
                old.add(file);
            }
        }
        if (old.isEmpty()) {
            return old;
        }
        table.refresh();
        Set<String> known = known();
        old.removeIf(
                file -> known.contains(path(file.location())) || file.location().endsWith("/version-hint.text"));
        return old;
    }

    /** Returns how many went. */
    long delete(List<FileInfo> orphans) {
        return orphans.stream()
                .filter(orphan -> Deletion.of(table.io(), orphan.location()))
                .count();
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>();
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        known.add(path(metadata.metadataFileLocation()));
        metadata.previousFiles().forEach(file -> known.add(path(file.file())));
        for (StatisticsFile file : table.statisticsFiles()) {
            known.add(path(file.path()));
        }
        for (PartitionStatisticsFile file : table.partitionStatisticsFiles()) {
            known.add(path(file.path()));
        }
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            known.add(path(snapshot.manifestListLocation()));
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (read.add(manifest.path())) {
                    known.add(path(manifest.path()));
                    addFiles(manifest, known);
                }
            }
        }
        return known;
    }

    private void addFiles(ManifestFile manifest, Set<String> known) {
        try (CloseableIterable<String> files = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            files.forEach(file -> known.add(path(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + manifest.path(), failed);
        }
    }

    private static String folder(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    /** {@code file:///a/b}, {@code file:/a/b} and {@code /a/b} are one file, {@code s3://a/b} and {@code s3a://a/b} too. */
    static String path(String location) {
        return location.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*:", "").replaceFirst("^/+", "");
    }
}
