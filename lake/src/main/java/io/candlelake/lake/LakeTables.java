package io.candlelake.lake;

import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.types.Types.NestedField;

/** {@code LakeTables.createMissing(catalog)}: every table of the contract is there afterwards. */
public final class LakeTables {
    private LakeTables() {}

    /**
     * One table after the other, in the order of the contract.
     *
     * @param table its name
     * @param created false when it was there
     */
    public record Presence(String table, boolean created) {}

    /**
     * Creates what is missing, alters nothing. Safe to run twice, also at the same time.
     *
     * @throws IllegalStateException when a table differs from its definition: one line that names tables and columns
     */
    public static List<Presence> createMissing(LakeCatalog lake) {
        createNamespace(lake.catalog());
        List<Presence> presences = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (Table table : Tables.all()) {
            boolean created = createIfMissing(lake.catalog(), table);
            if (!created) {
                differences.addAll(differences(table, lake.table(table.name()).schema()));
            }
            presences.add(new Presence(table.name(), created));
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException(
                    "the lake differs from this version's table definitions: " + String.join("; ", differences)
                            + ". Nothing was altered; use another data directory, or alter the table");
        }
        return List.copyOf(presences);
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

    /** A column more than defined is no difference: tables may be ahead of this version. */
    public static List<String> differences(Table table, Schema actual) {
        List<String> differences = new ArrayList<>();
        for (NestedField expected : Definition.schema(table).columns()) {
            NestedField found = actual.findField(expected.name());
            String column = "table " + LakeCatalog.identifier(table.name()) + ", column " + expected.name();
            if (found == null) {
                differences.add(column + " is missing");
            } else if (!found.type().equals(expected.type())) {
                differences.add(column + " is " + found.type() + ", not " + expected.type());
            } else if (found.isRequired() && expected.isOptional()) {
                differences.add(column + " may not be null, but is defined to");
            }
        }
        return differences;
    }
}
