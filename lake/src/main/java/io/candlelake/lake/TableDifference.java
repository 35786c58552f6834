package io.candlelake.lake;

import io.candlelake.contract.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Types.NestedField;

/**
 * In what a table is not as the contract declares it: {@code table candlelake.gaps, column cause is missing}.
 *
 * @param kind what may be done about it
 * @param column the column that it is about; empty when it is the table
 * @param what one line for a person
 */
public record TableDifference(Kind kind, String column, String what) {
    /** What may be done about a difference. */
    public enum Kind {
        /** A column that may be null is not there: it can be added, and old rows have none. */
        ADDABLE,
        /** Rows of this version do not fit: nothing is written before a person decided. */
        UNFIT,
        /** Rows fit all the same: the table's comments, order, partitions or properties. */
        NOTICE
    }

    /** All, columns first. A column more than declared is none, for a table may be ahead of this version; so is a promise of time travel. */
    public static List<TableDifference> of(Table declared, org.apache.iceberg.Table actual) {
        List<TableDifference> differences = new ArrayList<>(columns(declared, actual.schema()));
        String table = "table " + LakeCatalog.identifier(declared.name());
        notice(differences, table + ", partitions", Definition.partitionWords(declared), words(actual.spec()));
        notice(differences, table + ", order", String.join(", ", declared.sort()), words(actual));
        Map<String, String> wanted = new LinkedHashMap<>(Definition.properties(declared));
        Definition.FREE_PROPERTIES.forEach(wanted::remove);
        wanted.forEach((name, value) -> notice(
                differences,
                table + ", property " + name,
                value,
                actual.properties().getOrDefault(name, "not set")));
        return differences;
    }

    static List<TableDifference> columns(Table declared, Schema actual) {
        List<TableDifference> differences = new ArrayList<>();
        for (NestedField expected : Definition.schema(declared).columns()) {
            NestedField found = actual.findField(expected.name());
            String column = "table " + LakeCatalog.identifier(declared.name()) + ", column " + expected.name();
            if (found == null) {
                Kind kind = expected.isOptional() ? Kind.ADDABLE : Kind.UNFIT;
                differences.add(new TableDifference(kind, expected.name(), column + " is missing"));
            } else if (!found.type().equals(expected.type())) {
                differences.add(new TableDifference(
                        Kind.UNFIT, expected.name(), column + " is " + found.type() + ", not " + expected.type()));
            } else if (found.isRequired() && expected.isOptional()) {
                differences.add(new TableDifference(
                        Kind.UNFIT, expected.name(), column + " may not be null, but is defined to"));
            } else if (!Objects.equals(found.doc(), expected.doc())) {
                differences.add(new TableDifference(
                        Kind.NOTICE,
                        expected.name(),
                        column + " has the comment '" + found.doc() + "', not '" + expected.doc() + "'"));
            }
        }
        return differences;
    }

    private static void notice(List<TableDifference> differences, String what, String wanted, String found) {
        if (!wanted.equals(found)) {
            differences.add(new TableDifference(Kind.NOTICE, "", what + " is '" + found + "', not '" + wanted + "'"));
        }
    }

    private static String words(PartitionSpec spec) {
        return String.join(
                ", ",
                spec.fields().stream()
                        .map(field -> field.transform() + "(" + spec.schema().findColumnName(field.sourceId()) + ")")
                        .toList());
    }

    private static String words(org.apache.iceberg.Table table) {
        SortOrder order = table.sortOrder();
        return String.join(
                ", ",
                order.fields().stream()
                        .map(field -> table.schema().findColumnName(field.sourceId()))
                        .toList());
    }
}
