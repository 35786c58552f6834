package io.candlelake.connect.sink;

import io.candlelake.contract.table.Column;
import io.candlelake.contract.table.Tables;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Columns that the contract declares for a topic's table and the table lacks: added behind the others, where they may be null. */
final class ContractColumns {
    private static final Logger LOG = LoggerFactory.getLogger(ContractColumns.class);

    /** Each is made after someone else changed the table. */
    private static final int MOST_ATTEMPTS = 10;

    private ContractColumns() {}

    /**
     * Adds them; nothing for a topic that the contract does not declare. Nothing else is altered, and no column is removed.
     *
     * @throws ConnectException when a column that no row may lack is missing: one line
     */
    static void addMissing(Table table, String topic) {
        List<Column> declared = Tables.all().stream()
                .filter(each -> each.name().equals(topic))
                .flatMap(each -> each.columns().stream())
                .toList();
        for (int attempt = 0; ; attempt++) {
            List<Column> missing = declared.stream()
                    .filter(column -> table.schema().findField(column.name()) == null)
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            try {
                add(table, missing);
                return;
            } catch (CommitFailedException meanwhile) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new ConnectException(
                            "table " + table.name() + " takes no columns: " + meanwhile.getMessage(), meanwhile);
                }
                table.refresh();
            }
        }
    }

    private static void add(Table table, List<Column> missing) {
        UpdateSchema update = table.updateSchema();
        for (Column column : missing) {
            if (column.required()) {
                throw new ConnectException("table " + table.name() + " has no column " + column.name()
                        + ", and the rows that it holds cannot have one: it is another table than the contract's");
            }
            update.addColumn(column.name(), Types.fromPrimitiveString(column.type()), column.doc());
        }
        update.commit();
        LOG.info("{}: added what the contract declares: {}", table.name(), missing);
    }
}
