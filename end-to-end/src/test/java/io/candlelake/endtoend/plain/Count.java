package io.candlelake.endtoend.plain;

import io.candlelake.endtoend.observed.TopicReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;

/**
 * A table held against its topic, every column of every row: {@code Count.of(catalogFile, topics, "ticks", row -> {})}.
 *
 * @param records of committed transactions in the topic
 * @param rows in the table
 * @param files in the table
 * @param lost records without a row
 * @param twice rows that a record has had already
 * @param foreign rows of no record: altered, or of an aborted transaction
 * @param examples some of these, one a line
 */
public record Count(
        String table, long records, long rows, int files, long lost, long twice, long foreign, List<String> examples) {
    private static final int SHOWN = 5;
    private static final int SHOWN_LENGTH = 300;

    public boolean isGood() {
        return lost == 0 && twice == 0 && foreign == 0 && examples.isEmpty();
    }

    /**
     * What a table holds, and what its topic does.
     *
     * @param each is given every row too
     */
    public static Count of(Path catalog, TopicReader topics, String table, Consumer<Group> each) {
        CurrentTable current = CurrentTable.of(catalog, table);
        List<Column> columns = table.equals("raw_messages") ? Messages.FRAME : current.columns();
        Tally tally = new Tally();
        long[] records = {0};
        Messages.read(topics, table, columns, line -> {
            tally.want(line);
            records[0]++;
        });
        Reading reading = new Reading(columns, tally, each);
        List<CurrentTable.DataFile> files = current.files();
        files.forEach(reading::file);
        if (tally.lacking() > 0) {
            Messages.read(topics, table, columns, reading::lacking);
        }
        return new Count(
                table,
                records[0],
                reading.rows,
                files.size(),
                tally.lacking(),
                reading.twice,
                reading.foreign,
                reading.examples);
    }

    private static final class Reading {
        private final List<Column> columns;
        private final Tally tally;
        private final Consumer<Group> each;
        private final Set<Path> seen = new HashSet<>();
        private final List<String> examples = new ArrayList<>();
        private long rows;
        private long twice;
        private long foreign;
        private int lackingShown;

        Reading(List<Column> columns, Tally tally, Consumer<Group> each) {
            this.columns = columns;
            this.tally = tally;
            this.each = each;
        }

        void file(CurrentTable.DataFile file) {
            if (!seen.add(file.path())) {
                examples.add("a file stands in the table twice: " + file.path());
            }
            long found = Rows.read(file.path(), row -> row(file.path(), row));
            if (found != file.rows()) {
                examples.add(file.path() + " has " + found + " rows, its manifest says " + file.rows());
            }
            rows += found;
        }

        private void row(Path file, Group row) {
            each.accept(row);
            String line = Rows.line(columns, row);
            Tally.Found found = tally.find(line);
            if (found == Tally.Found.WANTED) {
                return;
            }
            long before = found == Tally.Found.ONE_TOO_MANY ? twice++ : foreign++;
            if (before < SHOWN) {
                examples.add((found == Tally.Found.ONE_TOO_MANY ? "twice: " : "of no record: ") + shown(line) + " in "
                        + file.getFileName());
            }
        }

        void lacking(String line) {
            if (lackingShown < SHOWN && tally.isLacking(line)) {
                lackingShown++;
                examples.add("lost: " + shown(line));
            }
        }

        private static String shown(String line) {
            return line.length() > SHOWN_LENGTH ? "..." + line.substring(line.length() - SHOWN_LENGTH) : line;
        }
    }
}
