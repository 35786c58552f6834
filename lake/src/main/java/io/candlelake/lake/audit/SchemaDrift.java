package io.candlelake.lake.audit;

import io.candlelake.lake.Definition;
import io.candlelake.lake.TableDifference;
import io.candlelake.lake.audit.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/** How a table stands to its definition in the contract. */
final class SchemaDrift {
    private SchemaDrift() {}

    /** What rows cannot be read or trusted by: a column that is missing, of another type, or that may not be null though it should. */
    static List<Difference> differences(io.candlelake.contract.table.Table declared, Table table) {
        return TableDifference.of(declared, table).stream()
                .filter(difference -> difference.kind() != TableDifference.Kind.NOTICE)
                .map(difference -> new Difference(
                        declared.name() + " = its definition",
                        declared.name(),
                        Kind.SCHEMA,
                        "",
                        declared.name(),
                        0,
                        difference.what()))
                .toList();
    }

    /** What is only other than this version would make it: partitions, order, comments, properties, a further column. */
    static List<String> notices(io.candlelake.contract.table.Table declared, Table table) {
        List<String> notices = new ArrayList<>();
        for (TableDifference difference : TableDifference.of(declared, table)) {
            if (difference.kind() == TableDifference.Kind.NOTICE) {
                notices.add("schema: " + difference.what());
            }
        }
        Schema expected = Definition.schema(declared);
        for (NestedField field : table.schema().columns()) {
            if (expected.findField(field.name()) == null) {
                notices.add(
                        "schema: table " + declared.name() + " has a column " + field.name() + " more than defined");
            }
        }
        return notices;
    }
}
