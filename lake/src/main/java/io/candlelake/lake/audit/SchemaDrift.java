package io.candlelake.lake.audit;

import io.candlelake.lake.Definition;
import io.candlelake.lake.LakeTables;
import io.candlelake.lake.audit.Difference.Kind;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/** How a table stands to its definition in the contract. */
final class SchemaDrift {
    private SchemaDrift() {}

    /** What rows cannot be read or trusted by: a column that is missing, of another type, or that may not be null though it should. */
    static List<Difference> differences(io.candlelake.contract.table.Table declared, Table table) {
        return LakeTables.differences(declared, table.schema()).stream()
                .map(line -> new Difference(
                        declared.name() + " = its definition",
                        declared.name(),
                        Kind.SCHEMA,
                        "",
                        declared.name(),
                        0,
                        line))
                .toList();
    }

    /** What is only other than this version would make it: a further column, other partitions. */
    static List<String> notices(io.candlelake.contract.table.Table declared, Table table) {
        Schema expected = Definition.schema(declared);
        List<String> notices = new java.util.ArrayList<>();
        for (NestedField field : table.schema().columns()) {
            if (expected.findField(field.name()) == null) {
                notices.add(
                        "schema: table " + declared.name() + " has a column " + field.name() + " more than defined");
            }
        }
        String partitions = Definition.partition(declared, expected).fields().toString();
        if (table.spec().fields().size()
                        != Definition.partition(declared, expected).fields().size()
                || !table.spec().fields().stream()
                        .map(field -> field.transform() + " " + field.name())
                        .toList()
                        .equals(Definition.partition(declared, expected).fields().stream()
                                .map(field -> field.transform() + " " + field.name())
                                .toList())) {
            notices.add("schema: table " + declared.name() + " is partitioned by "
                    + table.spec().fields() + ", not by " + partitions);
        }
        return notices;
    }
}
