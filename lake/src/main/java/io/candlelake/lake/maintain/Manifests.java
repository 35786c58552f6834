package io.candlelake.lake.maintain;

import java.util.List;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.PropertyUtil;

/** Packs many small manifests, each read by every query, into few, in their order. */
final class Manifests {
    /** Fewer are left: a query opens them at once. */
    private static final int LEAST = 10;

    private static final long DEFAULT_TARGET = 8L << 20;

    private final Table table;

    Manifests(Table table) {
        this.table = table;
    }

    /** How many are small and would be packed; 0 when they are few. */
    int due() {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return 0;
        }
        List<ManifestFile> small =
                current.allManifests(table.io()).stream().filter(this::isSmall).toList();
        return small.size() < LEAST ? 0 : small.size();
    }

    private boolean isSmall(ManifestFile manifest) {
        long target =
                PropertyUtil.propertyAsLong(table.properties(), "commit.manifest.target-size-bytes", DEFAULT_TARGET);
        return manifest.content() == ManifestContent.DATA && manifest.length() < target / 2;
    }

    /** Packs them; why not, in words, when someone else changed them meanwhile, else empty. */
    String run() {
        try {
            table.rewriteManifests()
                    .set(Maintenance.MARK, "manifests")
                    .clusterBy(file -> "")
                    .rewriteIf(this::isSmall)
                    .commit();
            return "";
        } catch (ValidationException | CommitFailedException refused) {
            return String.valueOf(refused.getMessage()).lines().findFirst().orElse("refused");
        }
    }
}
