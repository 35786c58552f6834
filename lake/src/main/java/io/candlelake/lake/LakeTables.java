package io.candlelake.lake;

import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.types.Types.NestedField;

/** {@code LakeTables.createMissing(catalog)}: every table of the contract is there afterwards, with every column. */
public final class LakeTables {
    /** Each is made after someone else changed the table: ingestion does, once a second. */
    private static final int MOST_ATTEMPTS = 10;

    private LakeTables() {}

    /**
     * One table after the other, in the order of the contract.
     *
     * @param table its name
     * @param created false when it was there
     * @param addedColumns that it did not have before
     * @param notices in what else it is not as declared, a line each; that is left as it is
     */
    public record Presence(String table, boolean created, List<String> addedColumns, List<String> notices) {
        /** What a person should know: {@code column kafka_key added to raw_messages}, and each notice. */
        public List<String> lines() {
            return Stream.concat(
                            addedColumns.stream().map(column -> "column " + column + " added to " + table),
                            notices.stream())
                    .toList();
        }
    }

    /**
     * Creates what is missing: tables, and columns that may be null. Alters nothing else. Safe to run twice, also at the same time.
     *
     * @throws IllegalStateException when rows of this version would not fit a table: one line that names tables and columns; nothing was
     *     altered then
     */
    public static List<Presence> createMissing(LakeCatalog lake) {
        return createMissing(lake, Tables.all());
    }

    static List<Presence> createMissing(LakeCatalog lake, List<Table> declared) {
        createNamespace(lake.catalog());
        List<String> created = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        for (Table table : declared) {
            if (createIfMissing(lake.catalog(), table)) {
                created.add(table.name());
            } else {
                unfit.addAll(differences(table, lake.table(table.name()).schema()));
            }
        }
        if (!unfit.isEmpty()) {
            throw new IllegalStateException(
                    "the lake differs from this version's table definitions: " + String.join("; ", unfit)
                            + ". Nothing was altered; use another data directory, or alter the table");
        }
        return declared.stream()
                .map(table -> new Presence(
                        table.name(),
                        created.contains(table.name()),
                        addColumns(lake, table),
                        notices(table, lake.table(table.name()))))
                .toList();
    }

    private static void createNamespace(Catalog catalog) {
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(LakeCatalog.NAMESPACE)) {
            try {
                // A namespace without a property is not stored in a JDBC catalog, and would not be there until its
                // first table. A HashMap, for the REST catalog's request asks the map for a null key.
                namespaces.createNamespace(
                        LakeCatalog.NAMESPACE, new HashMap<>(Map.of("comment", "Coinbase trades and their candles")));
            } catch (AlreadyExistsException meanwhile) {
                return;
            }
        }
    }

    private static boolean createIfMissing(Catalog catalog, Table table) {
        if (catalog.tableExists(LakeCatalog.identifier(table.name()))) {
            return false;
        }
        Schema schema = Definition.schema(table);
        try {
            catalog.buildTable(LakeCatalog.identifier(table.name()), schema)
                    .withPartitionSpec(Definition.partition(table, schema))
                    .withSortOrder(Definition.sort(table, schema))
                    .withProperties(Definition.properties(table))
                    .create();
            return true;
        } catch (AlreadyExistsException meanwhile) {
            return false;
        }
    }

    /** What keeps rows of this version from fitting, a line each; columns that can be added do not. */
    public static List<String> differences(Table table, Schema actual) {
        return TableDifference.columns(table, actual).stream()
                .filter(difference -> difference.kind() == TableDifference.Kind.UNFIT)
                .map(TableDifference::what)
                .toList();
    }

    private static List<String> notices(Table table, org.apache.iceberg.Table actual) {
        return TableDifference.of(table, actual).stream()
                .filter(difference -> difference.kind() == TableDifference.Kind.NOTICE)
                .map(TableDifference::what)
                .toList();
    }

    /**
     * Adds the declared columns that may be null and are not there, behind the others.
     *
     * @return their names; empty when another process was faster
     */
    public static List<String> addColumns(LakeCatalog lake, Table table) {
        for (int attempt = 0; ; attempt++) {
            org.apache.iceberg.Table actual = lake.table(table.name());
            List<String> missing = TableDifference.columns(table, actual.schema()).stream()
                    .filter(difference -> difference.kind() == TableDifference.Kind.ADDABLE)
                    .map(TableDifference::column)
                    .toList();
            if (missing.isEmpty()) {
                return missing;
            }
            Schema declared = Definition.schema(table);
            UpdateSchema update = actual.updateSchema();
            missing.forEach(name -> {
                NestedField field = declared.findField(name);
                update.addColumn(name, field.type(), field.doc());
            });
            try {
                update.commit();
                return missing;
            } catch (CommitFailedException meanwhile) {
                if (attempt == MOST_ATTEMPTS) {
                    throw meanwhile;
                }
            }
        }
    }
}
