package io.candlelake.endtoend.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** The rows of Parquet files, by Parquet's own reader: {@code Rows.read(file, row -> {})}. */
final class Rows {
    private Rows() {}

    /** How many there were. */
    static long read(Path file, Consumer<Group> each) {
        long count = 0;
        try (ParquetReader<Group> rows = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .withConf(new Configuration())
                .build()) {
            for (Group row = rows.read(); row != null; row = rows.read()) {
                each.accept(row);
                count++;
            }
            return count;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** One line, the columns in the table's order. */
    static String line(List<Column> columns, Group row) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            line.append(column.text(row)).append('|');
        }
        return line.toString();
    }
}
