package io.candlelake.lake.audit;

import io.candlelake.lake.row.Group;
import io.candlelake.lake.row.Sum;
import io.candlelake.lake.row.Sums;
import io.candlelake.lake.row.TableRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The sums of a table's days: those whose files are as they were when they were proved are not read again. */
final class Days {
    private final SortedMap<LocalDate, String> files;
    private final Sums sums = new Sums();
    private final TreeMap<String, Ledger.Day> entries = new TreeMap<>();
    private long read;

    /**
     * Reads what is not known, one day after the other.
     *
     * @param wanted days that are asked about
     */
    Days(TableRows table, Optional<Ledger.Entry> before, Predicate<LocalDate> wanted, AuditProgress progress) {
        files = table.days();
        before.ifPresent(entry -> entries.putAll(entry.days()));
        entries.keySet()
                .retainAll(files.keySet().stream().map(LocalDate::toString).toList());
        for (Map.Entry<LocalDate, String> day : files.entrySet()) {
            if (wanted.test(day.getKey())) {
                add(table, day.getKey(), day.getValue(), progress);
            }
        }
    }

    private void add(TableRows table, LocalDate day, String name, AuditProgress progress) {
        Ledger.Day known = entries.get(day.toString());
        if (known != null && known.files().equals(name)) {
            known.sums()
                    .forEach((product, sum) -> sums.of(new Group(day, product)).add(Ledger.sum(sum)));
            return;
        }
        Sums own = new Sums();
        table.read(table.day(day), row -> {
            own.add(row);
            read++;
            progress.step(
                    () -> "table " + table.form().name() + ", " + day + ", " + AuditProgress.count(read) + " rows");
        });
        sums.add(own);
        Map<String, List<Long>> stored = new TreeMap<>();
        for (Map.Entry<Group, Sum> each : own.byGroup().entrySet()) {
            stored.put(each.getKey().product(), Ledger.numbers(each.getValue()));
        }
        entries.put(day.toString(), new Ledger.Day(name, stored));
    }

    /** By day, a name of the files that its rows stand in. */
    SortedMap<LocalDate, String> files() {
        return files;
    }

    Sums sums() {
        return sums;
    }

    /** What to remember. */
    Map<String, Ledger.Day> entries() {
        return entries;
    }

    /** Rows that were read now. */
    long read() {
        return read;
    }
}
