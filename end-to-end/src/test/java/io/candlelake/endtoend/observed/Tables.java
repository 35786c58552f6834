package io.candlelake.endtoend.observed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/**
 * The tables of a lake, without its catalog: {@code Tables.of(data, "simulated").ticks()}. What is read is the newest metadata file.
 *
 * @param folder {@code <warehouse>/candlelake}
 */
public record Tables(Path folder) {
    private static final Pattern VERSION = Pattern.compile("v?(\\d+).*\\.metadata\\.json");

    public static Tables of(Path data, String lake) {
        return new Tables(data.resolve(lake).resolve("warehouse").resolve("candlelake"));
    }

    public List<ObservedTick> ticks() {
        return read("ticks", ObservedTick::of);
    }

    /** Those with trades and those without. */
    public List<ObservedCandle> candles() {
        return read("candles", ObservedCandle::of);
    }

    public List<ObservedReject> rejects() {
        return read("rejects", ObservedReject::of);
    }

    public List<ObservedGap> gaps() {
        return read("gaps", ObservedGap::of);
    }

    public List<ObservedRaw> rawMessages() {
        return read("raw_messages", ObservedRaw::of);
    }

    /**
     * The table as its newest readable metadata file describes it; a table that is read stays as it was then. The very newest may be just being written, or be
     * what a killed process left of one.
     */
    public Table table(String name) {
        FileIO io = new HadoopFileIO(new Configuration());
        RuntimeException unreadable = new IllegalStateException(folder.resolve(name) + " has no metadata file");
        for (Path file : metadataFiles(name)) {
            try {
                TableMetadata metadata =
                        TableMetadataParser.read(io, file.toUri().toString());
                return new BaseTable(new StaticTableOperations(metadata, io), name);
            } catch (RuntimeIOException halfWritten) {
                unreadable = halfWritten;
            }
        }
        throw unreadable;
    }

    private <T> List<T> read(String name, Function<Record, T> row) {
        List<T> rows = new ArrayList<>();
        try (CloseableIterable<Record> records =
                IcebergGenerics.read(table(name)).build()) {
            records.forEach(record -> rows.add(row.apply(record)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return rows;
    }

    private List<Path> metadataFiles(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name).resolve("metadata"))) {
            return files.filter(file -> version(file) >= 0)
                    .sorted(Comparator.comparing(Tables::version).reversed())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long version(Path file) {
        Matcher matcher = VERSION.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
