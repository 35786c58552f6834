package io.candlelake.lake.audit;

import io.candlelake.lake.audit.Check.Verdict;
import io.candlelake.lake.audit.Difference.Kind;
import io.candlelake.lake.row.Group;
import io.candlelake.lake.row.MessageRows;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import io.candlelake.lake.row.Sum;
import io.candlelake.lake.row.Sums;
import io.candlelake.lake.row.TableRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic and its table hold the same rows: by sums of each product and day, and row by row where these differ.
 *
 * <p>Of the topic, records up to the offsets that the table must hold. What the topic's retention has dropped is known from the ledger,
 * where it was read in time; else the topic's rows must be in the table, and older ones are left to the other checks.
 */
final class TopicToTable {
    /** Rows that one more reading of the topic may hold in memory. */
    private static final long MOST_ROWS = 400_000;

    private final TopicLog log;
    private final RowForm form;
    private final TableRows table;
    private final Position position;
    private final Map<Integer, TopicLog.Extent> extents;
    private final Optional<Ledger.Entry> before;
    private final Predicate<LocalDate> wanted;
    private final AuditProgress progress;
    private final MessageRows messages;

    private final TreeMap<Integer, Long> from = new TreeMap<>();
    private final Sums topic = new Sums();
    private final List<Row> inFlight = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private long read;
    private long older;
    private final Days days;

    TopicToTable(
            TopicLog log,
            TableRows table,
            Position position,
            Map<Integer, TopicLog.Extent> extents,
            Optional<Ledger.Entry> remembered,
            Predicate<LocalDate> wanted,
            AuditProgress progress) {
        this.log = log;
        this.form = table.form();
        this.table = table;
        this.position = position;
        this.extents = extents;
        this.before = remembered.filter(this::continues);
        this.wanted = wanted;
        this.progress = progress;
        this.messages = new MessageRows(form);
        requireSameTopic();
        readTopic();
        this.days = new Days(table, before, wanted, progress);
        compare();
    }

    /** Whether what was read then and what can be read now join, and it is the same table. */
    private boolean continues(Ledger.Entry entry) {
        return entry.table().equals(table.table().uuid().toString())
                && extents.entrySet().stream().allMatch(each -> {
                    long to = entry.to().getOrDefault(each.getKey(), 0L);
                    return each.getValue().begin() <= Math.max(to, 0) && to <= surely(each.getKey());
                });
    }

    private void requireSameTopic() {
        position.surely().forEach((partition, offset) -> {
            TopicLog.Extent extent = extents.get(partition);
            if (extent == null || extent.end() < offset) {
                throw new CannotSayException("table " + form.name() + " holds partition " + partition + " up to offset "
                        + offset + ", but the topic ends at " + (extent == null ? 0 : extent.end())
                        + ": it is not the topic that the table was filled from");
            }
        });
    }

    private long surely(int partition) {
        return position.surely().getOrDefault(partition, 0L);
    }

    private void readTopic() {
        TreeMap<Integer, Long> start = new TreeMap<>();
        TreeMap<Integer, Long> ends = new TreeMap<>();
        extents.forEach((partition, extent) -> {
            long begin = Math.max(
                    before.map(Ledger.Entry::to).map(to -> to.get(partition)).orElse(0L), extent.begin());
            start.put(partition, begin);
            from.put(
                    partition,
                    before.map(Ledger.Entry::from).map(to -> to.get(partition)).orElse(extent.begin()));
            ends.put(partition, extent.end());
        });
        before.ifPresent(entry -> topic.add(Ledger.sums(entry.topic())));
        log.read(form.name(), start, ends, message -> {
            Row row = messages.read(message);
            if (message.offset() < surely(message.partition())) {
                topic.add(row);
            } else {
                inFlight.add(light(row));
            }
            read++;
            progress.step(() -> "topic " + form.name() + ", " + AuditProgress.count(read) + " records");
        });
    }

    /** Frames wait in the topic; of those under way no more than their place is needed. */
    private Row light(Row row) {
        if (form.name().equals("raw_messages")) {
            row.values()[form.index("payload")] = null;
        }
        return row;
    }

    private boolean isTrimmed() {
        return from.values().stream().anyMatch(offset -> offset > 0);
    }

    private void compare() {
        List<Group> differing = new ArrayList<>();
        for (Group group : topic.groups(days.sums())) {
            Sum expected = topic.get(group);
            Sum found = days.sums().get(group);
            if (wanted.test(group.day()) && !expected.equals(found)) {
                if (isTrimmed() && expected.count() == 0) {
                    older += found.count();
                } else {
                    differing.add(group);
                }
            }
        }
        List<Group> batch = new ArrayList<>();
        long rows = 0;
        for (Group group : differing) {
            long of = topic.get(group).count() + days.sums().get(group).count();
            if (!batch.isEmpty() && rows + of > MOST_ROWS) {
                nameRows(batch);
                batch.clear();
                rows = 0;
            }
            batch.add(group);
            rows += of;
        }
        nameRows(batch);
    }

    private void nameRows(List<Group> groups) {
        if (groups.isEmpty()) {
            return;
        }
        progress.say("table " + form.name() + ": " + groups.get(0) + " differs, looking at its rows");
        Map<Group, RowComparison> comparisons = new LinkedHashMap<>();
        groups.forEach(group -> comparisons.put(group, new RowComparison(name(), form)));
        TreeMap<Integer, Long> begins = new TreeMap<>();
        extents.forEach((partition, extent) -> begins.put(partition, extent.begin()));
        log.read(form.name(), begins, position.perhaps(), message -> {
            Row row = messages.read(message);
            RowComparison comparison = comparisons.get(Group.of(row));
            if (comparison != null) {
                comparison.expect(row, place(message), message.offset() >= surely(message.partition()));
            }
        });
        for (LocalDate day : groups.stream().map(Group::day).distinct().toList()) {
            table.read(table.day(day), row -> {
                RowComparison comparison = comparisons.get(Group.of(row));
                if (comparison != null) {
                    comparison.find(row);
                }
            });
        }
        comparisons.forEach(this::conclude);
    }

    private static String place(ConsumerRecord<byte[], byte[]> message) {
        return "topic " + message.topic() + ", partition " + message.partition() + ", offset " + message.offset();
    }

    private void conclude(Group group, RowComparison comparison) {
        boolean hasDropped = extents.values().stream().anyMatch(extent -> extent.begin() > 0);
        List<Difference> named = comparison.differences(hasDropped);
        differences.addAll(named);
        long expected = topic.get(group).count();
        long found = days.sums().get(group).count();
        if (named.isEmpty() && position.isExact() && hasDropped && isTrimmed()) {
            older += found - expected;
        } else if (named.isEmpty() && position.isExact()) {
            Kind kind = found < expected ? Kind.MISSING : found > expected ? Kind.UNEXPECTED : Kind.ALTERED;
            differences.add(new Difference(
                    name(),
                    form.name(),
                    kind,
                    group.day().toString(),
                    group.product().isEmpty() ? "rows of no product" : "rows of " + group.product(),
                    Math.max(1, Math.abs(found - expected)),
                    found + " rows are in the table, " + expected
                            + " were read from the topic, which no longer has them: they cannot be named"));
        }
    }

    private String name() {
        return name(form.name());
    }

    /** {@code ticks topic = ticks}. */
    static String name(String table) {
        return table + " topic = " + table;
    }

    Check check() {
        long groups = topic.groups(days.sums()).stream()
                .filter(group -> wanted.test(group.day()))
                .count();
        long rows = topic.groups(days.sums()).stream()
                .filter(group -> wanted.test(group.day()))
                .mapToLong(group -> days.sums().get(group).count())
                .sum();
        String note = older > 0 ? AuditProgress.count(older) + " rows are older than the topic" : "";
        return new Check(
                name(),
                rows,
                groups,
                read + days.read(),
                inFlight.size(),
                differences.isEmpty() ? Verdict.PROVED : Verdict.DIFFERS,
                note);
    }

    List<Difference> differences() {
        return differences;
    }

    /** The table's days. */
    Days days() {
        return days;
    }

    TableRows table() {
        return table;
    }

    Position position() {
        return position;
    }

    Map<Integer, TopicLog.Extent> extents() {
        return extents;
    }

    /** Records of the topic that the table need not hold yet; frames without their payload. */
    List<Row> inFlight() {
        return inFlight;
    }

    /** What is proved now; as before where anything differs. */
    Optional<Ledger.Entry> proved(Optional<Ledger.Entry> remembered) {
        if (!differences.isEmpty()) {
            return remembered;
        }
        return Optional.of(new Ledger.Entry(
                table.table().uuid().toString(),
                from,
                new TreeMap<>(position.surely()),
                Ledger.stored(topic),
                days.entries()));
    }
}
