package io.candlelake.lake;

import io.candlelake.contract.table.Tables;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** The open catalog: {@code try (LakeCatalog lake = LakeCatalog.open(settings)) { lake.table("candles").currentSnapshot(); }}. */
public final class LakeCatalog implements AutoCloseable {
    /** The database of all tables. */
    public static final Namespace NAMESPACE = Namespace.of(Tables.DATABASE);

    private static final String SQLITE = "jdbc:sqlite:";

    private final Catalog catalog;

    private LakeCatalog(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Connects; a local catalog that is not there yet is made. Throws {@link IllegalStateException} with one clear line when it
     * cannot be reached.
     */
    public static LakeCatalog open(LakeSettings settings) {
        try {
            if (settings.catalogUri().startsWith(SQLITE)) {
                createFolder(settings.catalogUri());
            }
            return new LakeCatalog(
                    CatalogUtil.buildIcebergCatalog(LakeSettings.CATALOG_NAME, settings.catalogProperties(), null));
        } catch (IOException | RuntimeException broken) {
            throw new IllegalStateException(
                    "the catalog " + settings.catalogUri() + " cannot be opened: " + rootMessage(broken), broken);
        }
    }

    private static void createFolder(String uri) throws IOException {
        Path folder = Path.of(uri.substring(SQLITE.length()).replaceFirst("\\?.*", ""))
                .toAbsolutePath()
                .getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /** The table of that name in the database. Throws Iceberg's {@code NoSuchTableException} when it was not created. */
    public Table table(String name) {
        return catalog.loadTable(identifier(name));
    }

    /** Whether the table was created. */
    public boolean tableExists(String name) {
        return catalog.tableExists(identifier(name));
    }

    /** Iceberg's own view of it. */
    public Catalog catalog() {
        return catalog;
    }

    static TableIdentifier identifier(String name) {
        return TableIdentifier.of(NAMESPACE, name);
    }

    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    @Override
    public void close() {
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException failed) {
                throw new UncheckedIOException("the catalog cannot be closed", failed);
            }
        }
    }
}
