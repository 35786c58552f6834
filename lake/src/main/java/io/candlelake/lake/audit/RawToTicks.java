package io.candlelake.lake.audit;

import io.candlelake.domain.LongRanges;
import io.candlelake.lake.audit.Check.Verdict;
import io.candlelake.lake.audit.Difference.Kind;
import io.candlelake.lake.row.Group;
import io.candlelake.lake.row.MessageRows;
import io.candlelake.lake.row.RawOrder;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import io.candlelake.lake.row.Sum;
import io.candlelake.lake.row.Sums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The table of ticks holds exactly the trades of the table of frames, each once, with its frame's place; for all time, for neither
 * depends on what topics still hold.
 *
 * <p>Frames count as far as the streams app has read them. Those that are not in their table yet are taken from the topic; ticks that are
 * not in theirs yet are taken away.
 */
final class RawToTicks {
    static final String NAME = "raw_messages = ticks";

    private final TopicLog log;
    private final TopicToTable raw;
    private final TopicToTable ticks;
    private final Map<Integer, Long> processed;
    private final long futureBoundMicros;
    private final Predicate<LocalDate> wanted;
    private final AuditProgress progress;

    private final Sums expected = new Sums();
    private final ExpectedTicks source;
    private final TreeMap<Integer, Long> next = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Ledger.Raw proved;
    private long read;
    private long rows;

    /**
     * Compares.
     *
     * @param processed how far the streams app has read raw_messages, by partition; asked for after the ticks were loaded
     * @param remembered how far an earlier audit was
     */
    RawToTicks(
            TopicLog log,
            TopicToTable raw,
            TopicToTable ticks,
            Map<Integer, Long> processed,
            Ledger.Raw remembered,
            AuditSettings settings,
            AuditProgress progress) {
        this.log = log;
        this.raw = raw;
        this.ticks = ticks;
        this.processed = processed;
        this.futureBoundMicros = settings.futureBoundMicros();
        this.wanted = settings::wants;
        this.progress = progress;
        Ledger.Raw before = continues(remembered) ? remembered : new Ledger.Raw(Map.of(), Map.of(), Map.of());
        Map<String, LongRanges> seen = new TreeMap<>();
        before.seen().forEach((product, ids) -> seen.put(product, Ledger.ranges(ids)));
        source = new ExpectedTicks(futureBoundMicros, seen);
        expected.add(Ledger.sums(before.expected()));
        readTable(before.next(), source, expected::add, true);
        proved = new Ledger.Raw(new TreeMap<>(next), Ledger.stored(expected), storedSeen());
        compare();
    }

    private Map<String, List<Long>> storedSeen() {
        Map<String, List<Long>> seen = new TreeMap<>();
        source.seen().forEach((product, ids) -> seen.put(product, Ledger.stored(ids)));
        return seen;
    }

    private boolean continues(Ledger.Raw remembered) {
        return remembered.next().entrySet().stream().allMatch(each -> each.getValue() <= end(each.getKey()));
    }

    /** Frames of the table that the streams app has read. */
    private long end(int partition) {
        return Math.min(raw.position().surely().getOrDefault(partition, 0L), processed.getOrDefault(partition, 0L));
    }

    private void readTable(Map<Integer, Long> from, ExpectedTicks made, Consumer<Row> taker, boolean watchOrder) {
        RawOrder order = new RawOrder(raw.table());
        for (int partition : raw.extents().keySet()) {
            long[] last = {-1};
            order.read(partition, from.getOrDefault(partition, 0L), end(partition), row -> {
                if (watchOrder) {
                    watch(row, last);
                    read++;
                }
                made.read(row, taker);
                progress.step(() -> "frames to ticks, partition " + partition + ", offset "
                        + AuditProgress.count(row.number("kafka_offset")));
            });
            next.put(partition, Math.max(end(partition), from.getOrDefault(partition, 0L)));
        }
    }

    /** Below what the topic still has, only the offsets themselves say that a frame is missing: the producer writes without markers. */
    private void watch(Row row, long[] last) {
        long offset = row.number("kafka_offset");
        int partition = (int) row.number("kafka_partition");
        long begin =
                raw.extents().getOrDefault(partition, new TopicLog.Extent(0, 0)).begin();
        if (last[0] >= 0 && offset > last[0] + 1 && last[0] + 1 < begin) {
            long first = last[0] + 1;
            long end = Math.min(offset, begin) - 1;
            differences.add(new Difference(
                    NAME,
                    "raw_messages",
                    Kind.MISSING,
                    row.day().toString(),
                    partition + " " + first + (first == end ? "" : " to " + end),
                    end - first + 1,
                    "offsets before and after it are there; the topic no longer has it"));
        }
        last[0] = offset;
    }

    private void compare() {
        Sums wantedTicks = expected.copy();
        readTopic(source.copy(), wantedTicks::add);
        Sums underWay = new Sums();
        ticks.inFlight().stream().filter(this::isProcessed).forEach(underWay::add);
        wantedTicks.remove(underWay);
        List<Group> differing = new ArrayList<>();
        for (Group group : wantedTicks.groups(ticks.days().sums())) {
            if (wanted.test(group.day())) {
                Sum found = ticks.days().sums().get(group);
                rows += found.count();
                if (!wantedTicks.get(group).equals(found)) {
                    differing.add(group);
                }
            }
        }
        if (!differing.isEmpty()) {
            nameRows(differing);
        }
    }

    private boolean isProcessed(Row tick) {
        return tick.number("raw_offset") < processed.getOrDefault((int) tick.number("raw_partition"), 0L);
    }

    /** Frames that the streams app has read, and that are not in their table yet. */
    private void readTopic(ExpectedTicks made, Consumer<Row> taker) {
        MessageRows messages = new MessageRows(RowForm.of("raw_messages"));
        TreeMap<Integer, Long> from = new TreeMap<>();
        raw.extents().keySet().forEach(partition -> from.put(partition, end(partition)));
        log.read("raw_messages", from, processed, message -> made.read(messages.read(message), taker));
    }

    private void nameRows(List<Group> groups) {
        Map<Group, RowComparison> comparisons = new LinkedHashMap<>();
        groups.forEach(group -> comparisons.put(group, new RowComparison(NAME, RowForm.of("ticks"))));
        Sums underWay = new Sums();
        ticks.inFlight().forEach(underWay::add);
        java.util.Set<String> names = new java.util.HashSet<>();
        ticks.inFlight().forEach(tick -> names.add(tick.identity()));
        ExpectedTicks anew = new ExpectedTicks(futureBoundMicros);
        Consumer<Row> taker = tick -> {
            RowComparison comparison = comparisons.get(Group.of(tick));
            if (comparison != null) {
                comparison.expect(
                        tick,
                        "raw_messages, partition " + tick.number("raw_partition") + ", offset "
                                + tick.number("raw_offset"),
                        names.contains(tick.identity()));
            }
        };
        readTable(Map.of(), anew, taker, false);
        readTopic(anew, taker);
        for (LocalDate day : groups.stream().map(Group::day).distinct().toList()) {
            ticks.table().read(ticks.table().day(day), row -> {
                RowComparison comparison = comparisons.get(Group.of(row));
                if (comparison != null) {
                    comparison.find(row);
                }
            });
        }
        comparisons.values().forEach(comparison -> differences.addAll(comparison.differences(false)));
    }

    Check check() {
        Verdict verdict = differences.isEmpty() ? Verdict.PROVED : Verdict.DIFFERS;
        long groups = ticks.days().sums().byGroup().size();
        return new Check(NAME, rows, groups, read, 0, verdict, "");
    }

    List<Difference> differences() {
        return differences;
    }

    /** What is proved now; as before where anything differs. */
    Ledger.Raw proved(Ledger.Raw remembered) {
        return differences.isEmpty() ? proved : remembered;
    }
}
