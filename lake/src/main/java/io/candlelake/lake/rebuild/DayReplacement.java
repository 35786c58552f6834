package io.candlelake.lake.rebuild;

import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.TableRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/**
 * The rows of a day, of one product or of all, in the place of those that the table holds: {@code new DayReplacement(rows, day,
 * product)}, {@link #add} for each row, then {@link #commit}.
 *
 * <p>One Iceberg commit takes out every file that holds a row of the day and adds the new rows, and the other rows of those files as they
 * were. It carries no offsets of its own: what the sink wrote into the snapshots before stays true. A commit of another that adds rows of
 * that day meanwhile makes it fail, and nothing is changed.
 */
public final class DayReplacement {
    private final Table table;
    private final TableRows rows;
    private final Expression filter;
    private final RowWriter writer;
    private long written;
    private long kept;

    /**
     * Begins; the table is as the rows were loaded.
     *
     * @param product all when absent
     */
    public DayReplacement(TableRows rows, LocalDate day, Optional<String> product) {
        this.rows = rows;
        this.table = rows.table();
        this.filter = product.map(each -> Expressions.and(rows.day(day), Expressions.equal("product_id", each)))
                .orElseGet(() -> rows.day(day));
        this.writer = new RowWriter(table);
    }

    /** A row that the day is to hold. */
    public void add(Row row) {
        writer.write(row);
        written++;
    }

    /**
     * Commits.
     *
     * @throws IllegalStateException with one line when somebody else changed the day meanwhile; nothing is changed then
     */
    public void commit() {
        List<DataFile> old = keepOthers();
        List<DataFile> added = writer.finish();
        OverwriteFiles overwrite = table.newOverwrite()
                .conflictDetectionFilter(filter)
                .validateNoConflictingData()
                .validateNoConflictingDeletes()
                .set("candlelake.rebuilt-rows", Long.toString(written));
        if (rows.snapshotId() != 0) {
            overwrite.validateFromSnapshot(rows.snapshotId());
        }
        old.forEach(overwrite::deleteFile);
        added.forEach(overwrite::addFile);
        try {
            overwrite.commit();
        } catch (ValidationException meanwhile) {
            added.forEach(file -> table.io().deleteFile(file.location()));
            throw new IllegalStateException(
                    "table " + rows.form().name() + " was written to meanwhile, nothing was replaced in it: "
                            + meanwhile.getMessage(),
                    meanwhile);
        }
    }

    /** The files that hold a row of the day; their other rows go into the new files. */
    private List<DataFile> keepOthers() {
        List<DataFile> old = new ArrayList<>();
        if (rows.snapshotId() == 0) {
            return old;
        }
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .useSnapshot(rows.snapshotId())
                .filter(filter)
                .includeColumnStats()
                .planFiles()) {
            for (FileScanTask task : tasks) {
                old.add(task.file());
                keepOthers(task);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("table " + table.name() + " cannot be read", unreadable);
        }
        return old;
    }

    private void keepOthers(FileScanTask task) throws IOException {
        Schema schema = table.schema();
        GenericDeleteFilter deletes = new GenericDeleteFilter(table.io(), task, schema, schema);
        Schema needed = deletes.requiredSchema();
        Evaluator isOfDay = new Evaluator(needed.asStruct(), filter);
        InternalRecordWrapper wrapper = new InternalRecordWrapper(needed.asStruct());
        CloseableIterable<Record> records = Parquet.read(
                        table.io().newInputFile(task.file().location()))
                .project(needed)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(needed, type))
                .build();
        try (CloseableIterable<Record> live = deletes.filter(records)) {
            for (Record record : live) {
                if (!isOfDay.eval(wrapper.wrap(record))) {
                    writer.write(record.copy());
                    kept++;
                }
            }
        }
    }

    /** Rows that the day holds now. */
    public long written() {
        return written;
    }

    /** Rows of other days or products that were written anew with them. */
    public long kept() {
        return kept;
    }
}
