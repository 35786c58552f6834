package io.candlelake.lake.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.domain.LongRanges;
import io.candlelake.lake.row.Group;
import io.candlelake.lake.row.Sum;
import io.candlelake.lake.row.Sums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was proved, so that the next audit need not read it again: a JSON file. Sums of the records that were read of each topic (which
 * outlive the topic's retention), sums of each day of each table with a name of the files they stand in, and the ids of the trades that
 * were seen in raw_messages.
 *
 * <p>A day whose files are the same is not read again: files of Iceberg do not change. Deleting the file costs time, no proof.
 *
 * @param version of this form
 * @param tables by name
 * @param raw how far raw_messages was read for ticks
 * @param candles by day, the files of ticks and candles that agreed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ledger(int version, Map<String, Entry> tables, Raw raw, Map<String, String> candles) {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A topic and its table.
     *
     * @param table its UUID: another table of the name is another
     * @param from offsets that the sums begin at, by partition
     * @param to offsets that they end before
     * @param topic sums by group
     * @param days of the table, by day
     */
    public record Entry(
            String table,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Map<String, List<Long>> topic,
            Map<String, Day> days) {}

    /**
     * A day of a table.
     *
     * @param files what its rows stand in
     * @param sums by product
     */
    public record Day(String files, Map<String, List<Long>> sums) {}

    /**
     * What was read of raw_messages.
     *
     * @param next offsets to read next, by partition
     * @param expected sums of the ticks that it must make, by group
     * @param seen ids, by product, as pairs of first and last
     */
    public record Raw(Map<Integer, Long> next, Map<String, List<Long>> expected, Map<String, List<Long>> seen) {}

    /** Nothing was proved. */
    public static Ledger empty() {
        return new Ledger(VERSION, new TreeMap<>(), new Raw(Map.of(), Map.of(), Map.of()), new TreeMap<>());
    }

    /** As it was written; empty when there is none, or one of another form. */
    public static Ledger read(Path file) {
        if (!Files.exists(file)) {
            return empty();
        }
        try {
            Ledger stored = JSON.readValue(file.toFile(), Ledger.class);
            return stored.version == VERSION ? stored : empty();
        } catch (IOException broken) {
            // What it says only saves work: without it everything is proved anew.
            return empty();
        }
    }

    /** Whole or not at all. */
    public void write(Path file) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            JSON.writeValue(part.toFile(), this);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("what was proved cannot be written to " + file, unwritable);
        }
    }

    Optional<Entry> entry(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    static List<Long> numbers(Sum sum) {
        return List.of(sum.count(), sum.high(), sum.low());
    }

    static Sum sum(List<Long> numbers) {
        return new Sum(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    static Map<String, List<Long>> stored(Sums sums) {
        Map<String, List<Long>> stored = new TreeMap<>();
        sums.byGroup().forEach((group, sum) -> {
            if (!sum.isNothing()) {
                stored.put(group.day() + "|" + group.product(), numbers(sum));
            }
        });
        return stored;
    }

    static Sums sums(Map<String, List<Long>> stored) {
        Sums sums = new Sums();
        stored.forEach((name, numbers) -> {
            int bar = name.indexOf('|');
            sums.of(new Group(LocalDate.parse(name.substring(0, bar)), name.substring(bar + 1)))
                    .add(sum(numbers));
        });
        return sums;
    }

    static List<Long> stored(LongRanges ranges) {
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < ranges.count(); i++) {
            ends.add(ranges.first(i));
            ends.add(ranges.last(i));
        }
        return ends;
    }

    static LongRanges ranges(List<Long> ends) {
        LongRanges ranges = new LongRanges();
        for (int i = 0; i < ends.size(); i += 2) {
            ranges.addAll(ends.get(i), ends.get(i + 1));
        }
        return ranges;
    }
}
