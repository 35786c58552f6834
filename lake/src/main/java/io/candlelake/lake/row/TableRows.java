package io.candlelake.lake.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one snapshot of a table, day by day: {@code rows.read(rows.day(day), row -> …)}. What is committed meanwhile is
 * not seen; what was deleted, by whatever means, is not either.
 */
public final class TableRows {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private final Table table;
    private final RowForm form;
    private final @Nullable Snapshot snapshot;

    /** Of the current snapshot as the table was loaded. */
    public TableRows(Table table, RowForm form) {
        this.table = table;
        this.form = form;
        this.snapshot = table.currentSnapshot();
    }

    public RowForm form() {
        return form;
    }

    public Table table() {
        return table;
    }

    /** 0 for a table that nothing was ever written to. */
    public long snapshotId() {
        return snapshot == null ? 0 : snapshot.snapshotId();
    }

    /** Rows whose own time is of the UTC day. */
    public Expression day(LocalDate day) {
        long start = ChronoUnit.DAYS.between(EPOCH, day) * MICROS_PER_DAY;
        return Expressions.and(
                Expressions.greaterThanOrEqual(form.time(), start),
                Expressions.lessThan(form.time(), start + MICROS_PER_DAY));
    }

    /** Hands over each row, in no order. */
    public void read(Expression filter, Consumer<Row> rows) {
        if (snapshot == null) {
            return;
        }
        String[] columns = form.columns().stream()
                .map(column -> column.name())
                .filter(name -> table.schema().findField(name) != null)
                .toArray(String[]::new);
        try (CloseableIterable<Record> records = IcebergGenerics.read(table)
                .useSnapshot(snapshot.snapshotId())
                .where(filter)
                .select(columns)
                .build()) {
            records.forEach(record -> rows.accept(row(record)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("table " + form.name() + " cannot be read", unreadable);
        }
    }

    private Row row(Record record) {
        List<io.candlelake.contract.table.Column> columns = form.columns();
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(record.getField(columns.get(i).name()));
        }
        return new Row(form, values);
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            return ChronoUnit.MICROS.between(OffsetDateTime.parse("1970-01-01T00:00:00Z"), time);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.setScale(18);
        }
        return value;
    }

    /**
     * What each day's rows stand in: {@code 2026-07-07 → a name of its files, deletes included}. The name changes with any change of
     * the day's rows, and with a compaction. Days without rows may be among them, never the other way round.
     */
    public SortedMap<LocalDate, String> days() {
        TreeMap<LocalDate, Set<String>> files = new TreeMap<>();
        if (snapshot != null) {
            try (CloseableIterable<FileScanTask> tasks = table.newScan()
                    .useSnapshot(snapshot.snapshotId())
                    .includeColumnStats()
                    .planFiles()) {
                tasks.forEach(task -> addFile(task, files));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("table " + form.name() + " cannot be read", unreadable);
            }
        }
        TreeMap<LocalDate, String> names = new TreeMap<>();
        files.forEach((day, paths) ->
                names.put(day, Sum.hex(String.join("\n", paths).getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        return names;
    }

    /**
     * Of {@code raw_messages}: from which offset to before which one each partition may have rows, by what its files say of themselves.
     *
     * @return by partition, first and end
     */
    public SortedMap<Integer, long[]> offsets() {
        TreeMap<Integer, long[]> offsets = new TreeMap<>();
        if (snapshot == null) {
            return offsets;
        }
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .useSnapshot(snapshot.snapshotId())
                .includeColumnStats()
                .planFiles()) {
            for (FileScanTask task : tasks) {
                long first = bound(task.file(), "kafka_offset", true);
                long end = bound(task.file(), "kafka_offset", false) + 1;
                for (long p = bound(task.file(), "kafka_partition", true);
                        p <= bound(task.file(), "kafka_partition", false);
                        p++) {
                    offsets.merge((int) p, new long[] {first, end}, (one, other) ->
                            new long[] {Math.min(one[0], other[0]), Math.max(one[1], other[1])});
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("table " + form.name() + " cannot be read", unreadable);
        }
        return offsets;
    }

    private void addFile(FileScanTask task, Map<LocalDate, Set<String>> files) {
        StringBuilder name = new StringBuilder(task.file().location());
        for (DeleteFile delete : task.deletes()) {
            name.append(' ').append(delete.location());
        }
        long first = Math.floorDiv(bound(task.file(), form.time(), true), MICROS_PER_DAY);
        long last = Math.floorDiv(bound(task.file(), form.time(), false), MICROS_PER_DAY);
        for (long day = first; day <= last; day++) {
            files.computeIfAbsent(LocalDate.ofEpochDay(day), absent -> new TreeSet<>())
                    .add(name.toString());
        }
    }

    private long bound(ContentFile<?> file, String column, boolean lower) {
        NestedField field = table.schema().findField(column);
        Map<Integer, ByteBuffer> bounds = lower ? file.lowerBounds() : file.upperBounds();
        ByteBuffer bytes = bounds == null ? null : bounds.get(field.fieldId());
        if (bytes == null) {
            throw new IllegalStateException("file " + file.location() + " of table " + form.name()
                    + " does not say what it holds: its metrics are missing");
        }
        Number bound = Conversions.fromByteBuffer(field.type(), bytes);
        return bound.longValue();
    }
}
