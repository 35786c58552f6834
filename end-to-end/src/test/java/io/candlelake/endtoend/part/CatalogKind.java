package io.candlelake.endtoend.part;

import java.util.Locale;

/** Where the lake's catalog is. */
public enum CatalogKind {
    /** Behind Iceberg's REST protocol, with a {@link io.candlelake.endtoend.catalog.CatalogGate} before it. */
    REST,
    /** The local stack's: SQLite, opened by each worker itself. */
    JDBC;

    /** {@code rest}: as {@code CATALOG_TYPE} has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
