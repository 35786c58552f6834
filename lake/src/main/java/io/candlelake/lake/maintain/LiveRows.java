package io.candlelake.lake.maintain;

import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.DeleteFilter;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.Parquet;

/** The rows of a data file that were not deleted, in the table's present columns, with Iceberg's own values: a time is its micros. */
final class LiveRows {
    private final Table table;

    LiveRows(Table table) {
        this.table = table;
    }

    /** Each row is an object of its own; behind the table's columns it may have more. */
    CloseableIterable<StructLike> of(FileScanTask task) {
        if (task.deletes().isEmpty()) {
            return read(task, table.schema());
        }
        Deletes deletes = new Deletes(task);
        return deletes.filter(read(task, deletes.requiredSchema()));
    }

    private CloseableIterable<StructLike> read(FileScanTask task, Schema schema) {
        return Parquet.read(table.io().newInputFile(task.file().location()))
                .project(schema)
                .createReaderFunc(type -> InternalReader.create(schema, type))
                .build();
    }

    private final class Deletes extends DeleteFilter<StructLike> {
        Deletes(FileScanTask task) {
            super(task.file().location(), task.deletes(), table.schema(), table.schema());
        }

        @Override
        protected StructLike asStructLike(StructLike row) {
            return row;
        }

        @Override
        protected InputFile getInputFile(String location) {
            return table.io().newInputFile(location);
        }

        @Override
        protected InputFile loadInputFile(DeleteFile file) {
            return table.io().newInputFile(file.location());
        }
    }
}
