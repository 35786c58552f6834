package io.candlelake.lake.audit;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.audit.Check.Verdict;
import io.candlelake.lake.row.RowForm;
import io.candlelake.lake.row.TableRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;

/**
 * One audit of a lake: {@code new Audit(lake, log, positions, settings, progress).run(ledger)}.
 *
 * <p>What must hold is compared link by link, so that a difference says where it arose: each topic with its table, frames with ticks, ticks
 * with candles. Tables are loaded before anything that says how far others are, so that what is under way is never a difference.
 */
public final class Audit {
    private static final List<String> ORDER =
            List.of("raw_messages", "ticks", "candles", "rejects", "gaps", "spot_prices", "alerts");

    private final LakeCatalog lake;
    private final TopicLog log;
    private final SinkPositions positions;
    private final AuditSettings settings;
    private final AuditProgress progress;

    private final Map<String, TopicToTable> links = new TreeMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /**
     * Compares nothing yet.
     *
     * @param positions of tables that do not say it themselves
     * @param progress takes a line for a person, often
     */
    public Audit(
            LakeCatalog lake,
            TopicLog log,
            SinkPositions positions,
            AuditSettings settings,
            Consumer<String> progress) {
        this.lake = lake;
        this.log = log;
        this.positions = positions;
        this.settings = settings;
        this.progress = new AuditProgress(progress);
    }

    /** How much of its topic a table holds, where its sink does not commit that with the rows. */
    public interface SinkPositions {
        /**
         * Loads the table and says what it holds, at most waiting for what is being committed.
         *
         * @param load the table as it is now
         */
        Loaded load(String table, Supplier<Table> load);
    }

    /**
     * A table and what it holds.
     *
     * @param table as loaded
     * @param position of its topic
     */
    public record Loaded(Table table, Position position) {}

    /** What came out. */
    public record Result(AuditReport report, Ledger ledger) {}

    /**
     * Compares everything that is asked for.
     *
     * @param remembered what was proved before; ignored by a full audit
     */
    public Result run(Ledger remembered) {
        Ledger before = settings.full() ? Ledger.empty() : remembered;
        Map<String, Loaded> loaded = load();
        Map<Integer, Long> processed = needsFrames() ? processed() : Map.of();
        pauseForMarkers();
        Map<String, Ledger.Entry> entries = new TreeMap<>(remembered.tables());
        for (String table : needed()) {
            link(table, Optional.ofNullable(loaded.get(table)), before).ifPresent(entry -> entries.put(table, entry));
        }
        Ledger.Raw raw = settings.tables().contains("ticks") ? rawToTicks(processed, before.raw()) : remembered.raw();
        Map<String, String> candles =
                settings.tables().contains("candles") ? ticksToCandles(before.candles()) : remembered.candles();
        differences.sort(Difference.ORDER);
        AuditReport report = new AuditReport(settings.full(), checks, differences, notices);
        return new Result(report, new Ledger(remembered.version(), entries, raw, candles));
    }

    /** Tables that a link of the asked ones leans on; those are held against their topics too. */
    private List<String> needed() {
        TreeSet<String> needed = new TreeSet<>(settings.tables());
        if (needed.contains("ticks")) {
            needed.add("raw_messages");
        }
        if (needed.contains("candles")) {
            needed.addAll(List.of("ticks", "rejects"));
        }
        return ORDER.stream().filter(needed::contains).toList();
    }

    private boolean needsFrames() {
        return settings.tables().contains("ticks");
    }

    private Map<String, Loaded> load() {
        Map<String, Loaded> loaded = new TreeMap<>();
        for (String table : needed()) {
            try {
                loaded.put(table, load(table));
            } catch (CannotSayException unsaid) {
                cannotSay(TopicToTable.name(table), unsaid);
            } catch (NoSuchTableException absent) {
                cannotSay(TopicToTable.name(table), new CannotSayException("there is no table " + table));
            }
        }
        return loaded;
    }

    private Loaded load(String name) {
        Table table = lake.table(name);
        Optional<Map<Integer, Long>> own = TablePosition.of(table, name);
        if (own.isPresent()) {
            return new Loaded(table, Position.exactly(own.get()));
        }
        return positions.load(name, () -> lake.table(name));
    }

    private Map<Integer, Long> processed() {
        return log.groupOffsets(settings.streamsGroup(), "raw_messages");
    }

    /** A transaction's markers reach its topics one after the other: offsets that are known now are visible everywhere a moment later. */
    private static void pauseForMarkers() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(stopped);
        }
    }

    private Optional<Ledger.Entry> link(String name, Optional<Loaded> loaded, Ledger before) {
        if (loaded.isEmpty()) {
            return before.entry(name);
        }
        RowForm form = RowForm.of(name);
        Table table = loaded.get().table();
        differences.addAll(SchemaDrift.differences(form.table(), table));
        notices.addAll(SchemaDrift.notices(form.table(), table));
        return said(TopicToTable.name(name), () -> {
                    TopicToTable link = new TopicToTable(
                            log,
                            new TableRows(table, form),
                            loaded.get().position(),
                            log.extents(name),
                            before.entry(name),
                            settings::wants,
                            progress);
                    links.put(name, link);
                    checks.add(link.check());
                    differences.addAll(link.differences());
                    return link.proved(before.entry(name));
                })
                .flatMap(Function.identity());
    }

    private Ledger.Raw rawToTicks(Map<Integer, Long> processed, Ledger.Raw before) {
        TopicToTable raw = links.get("raw_messages");
        TopicToTable ticks = links.get("ticks");
        if (raw == null || ticks == null) {
            cannotSay(RawToTicks.NAME, new CannotSayException("one of the two could not be read"));
            return before;
        }
        notices.addAll(
                settings.day().isPresent()
                        ? List.of()
                        : EmptyDays.of(ticks.days().sums()));
        return said(RawToTicks.NAME, () -> {
                    RawToTicks link = new RawToTicks(log, raw, ticks, processed, before, settings, progress);
                    checks.add(link.check());
                    differences.addAll(link.differences());
                    return link.proved(before);
                })
                .orElse(before);
    }

    private Map<String, String> ticksToCandles(Map<String, String> before) {
        TopicToTable ticks = links.get("ticks");
        TopicToTable candles = links.get("candles");
        TopicToTable rejects = links.get("rejects");
        if (ticks == null || candles == null || rejects == null) {
            cannotSay(TicksToCandles.NAME, new CannotSayException("one of the two could not be read"));
            return before;
        }
        return said(TicksToCandles.NAME, () -> {
                    Spikes spikes = new Spikes();
                    Exemptions exemptions = new Exemptions(ticks.inFlight(), candles.inFlight(), rejects.table());
                    TicksToCandles link =
                            new TicksToCandles(ticks, candles, exemptions, before, settings, spikes, progress);
                    checks.add(link.check());
                    differences.addAll(link.differences());
                    notices.addAll(spikes.found());
                    notices.addAll(link.notices());
                    return link.proved();
                })
                .orElse(before);
    }

    /** What the work gives; nothing, and a check that says why, when it cannot be said. */
    private <T> Optional<T> said(String check, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (CannotSayException | IllegalArgumentException | IllegalStateException unsaid) {
            cannotSay(check, unsaid);
            return Optional.empty();
        }
    }

    private void cannotSay(String check, RuntimeException why) {
        checks.add(new Check(check, 0, 0, 0, 0, Verdict.CANNOT_SAY, String.valueOf(why.getMessage())));
    }
}
