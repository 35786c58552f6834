package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.contract.topic.Topics;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.nio.file.Path;
import org.apache.iceberg.Table;

/** A fresh lake for one measurement, its tables made as the contract declares them; deleted when closed. */
final class SinkLake implements AutoCloseable {
    private final Path folder;
    private final LakeSettings settings;
    private final LakeCatalog catalog;

    private SinkLake(Path folder, LakeSettings settings, LakeCatalog catalog) {
        this.folder = folder;
        this.settings = settings;
        this.catalog = catalog;
    }

    static SinkLake create(Workspace workspace) {
        Path folder = workspace.newPath("lake");
        LakeSettings settings = LakeSettings.local(folder);
        LakeCatalog catalog = LakeCatalog.open(settings);
        LakeTables.createMissing(catalog);
        return new SinkLake(folder, settings, catalog);
    }

    LakeSettings settings() {
        return settings;
    }

    /** The table of ticks, as it is now. */
    Table ticks() {
        return catalog.table(Topics.TICKS);
    }

    @Override
    public void close() {
        catalog.close();
        Workspace.delete(folder);
    }
}
