package io.candlelake.local.rebuild;

import io.candlelake.contract.topic.Topics;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.audit.Difference;
import io.candlelake.lake.audit.RowComparison;
import io.candlelake.lake.rebuild.DayReplacement;
import io.candlelake.lake.row.Group;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import io.candlelake.lake.row.Sums;
import io.candlelake.lake.row.TableRows;
import io.candlelake.local.view.TextTable;
import io.candlelake.local.view.Units;
import io.candlelake.streams.topology.TopologySettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** A day made again and held against the tables: {@code new Rebuild(catalog, settings, day, product, progress).compare()}. */
final class Rebuild {
    private final TopologySettings settings;
    private final LocalDate day;
    private final Optional<String> product;
    private final Consumer<String> progress;
    private final TableRows raw;
    private final TableRows ticks;
    private final TableRows candles;
    private final long now = System.currentTimeMillis();

    /** The tables are as they are now from here on. Frames are loaded last, so that no tick can come of a frame that is not known. */
    Rebuild(
            LakeCatalog catalog,
            TopologySettings settings,
            LocalDate day,
            Optional<String> product,
            Consumer<String> progress) {
        this.settings = settings;
        this.day = day;
        this.product = product;
        this.progress = progress;
        this.candles = rows(catalog, Topics.CANDLES);
        this.ticks = rows(catalog, Topics.TICKS);
        this.raw = rows(catalog, Topics.RAW_MESSAGES);
    }

    private static TableRows rows(LakeCatalog catalog, String name) {
        return new TableRows(catalog.table(name), RowForm.of(name));
    }

    /**
     * How the day stands.
     *
     * @param frames that were read for it
     * @param ticksDiffer groups whose ticks differ
     * @param tickRows in the table
     * @param candles window by window
     * @param differences one line each
     */
    record Outcome(
            long frames, List<Group> ticksDiffer, long tickRows, CandleHistory candles, List<String> differences) {
        boolean isEqual() {
            return differences.isEmpty();
        }

        TextTable table() {
            TextTable table = new TextTable("table", ">rows", "rebuilt");
            long history = candles.count(CandleHistory.Verdict.OTHER_HISTORY);
            long wrong = candles.count(CandleHistory.Verdict.DIFFERS);
            table.row("raw_messages", Units.count(frames), "read");
            table.row("ticks", Units.count(tickRows), ticksDiffer.isEmpty() ? "equal, row for row" : "DIFFERS");
            String equal = history == 0
                    ? "equal, row for row but emitted_at"
                    : "equal in what they say, " + Units.count(history) + " windows by other revisions";
            table.row(
                    "candles",
                    Units.count(candles.rows()),
                    wrong == 0 ? equal : Units.count(wrong) + " windows DIFFER");
            return table;
        }

        List<String> notices() {
            return candles.lines(CandleHistory.Verdict.OTHER_HISTORY).stream()
                    .map(line -> "other revisions: candles " + line)
                    .toList();
        }
    }

    Outcome compare() {
        Sums made = new Sums();
        CandleHistory history = new CandleHistory();
        RebuiltDay rebuilt = rebuilt();
        rebuilt.make(now, new RebuiltDay.Taker() {
            @Override
            public void tick(Row tick) {
                made.add(tick);
            }

            @Override
            public void candle(Row candle, boolean isOfClock) {
                history.made(candle, isOfClock);
            }
        });
        Sums found = new Sums();
        ticks.read(filter(ticks), found::add);
        candles.read(filter(candles), history::found);
        List<Group> differing = made.groups(found).stream()
                .filter(group -> !made.get(group).equals(found.get(group)))
                .toList();
        List<String> differences = new ArrayList<>(differing.isEmpty() ? List.of() : tickDifferences(differing));
        history.lines(CandleHistory.Verdict.DIFFERS).forEach(line -> differences.add("candles " + line));
        return new Outcome(rebuilt.frames(), differing, found.count(), history, differences);
    }

    private RebuiltDay rebuilt() {
        return new RebuiltDay(raw, settings, day, product, progress);
    }

    private Expression filter(TableRows rows) {
        return product.<Expression>map(each -> Expressions.and(rows.day(day), Expressions.equal("product_id", each)))
                .orElseGet(() -> rows.day(day));
    }

    /** Row by row, for which the frames are read once more. */
    private List<String> tickDifferences(List<Group> groups) {
        Map<Group, RowComparison> comparisons = new TreeMap<>();
        groups.forEach(group -> comparisons.put(group, new RowComparison("rebuild", ticks.form())));
        rebuilt().make(now, new RebuiltDay.Taker() {
            @Override
            public void tick(Row tick) {
                RowComparison comparison = comparisons.get(Group.of(tick));
                if (comparison != null) {
                    comparison.expect(
                            tick,
                            "raw_messages, partition " + tick.text("raw_partition") + ", offset "
                                    + tick.text("raw_offset"),
                            false);
                }
            }

            @Override
            public void candle(Row candle, boolean isOfClock) {
                // Compared already.
            }
        });
        ticks.read(filter(ticks), row -> {
            RowComparison comparison = comparisons.get(Group.of(row));
            if (comparison != null) {
                comparison.find(row);
            }
        });
        List<String> lines = new ArrayList<>();
        for (RowComparison comparison : comparisons.values()) {
            for (Difference each : comparison.differences(false)) {
                lines.add("ticks " + each.row() + ": " + each.kind().name().toLowerCase(java.util.Locale.ROOT) + ", "
                        + each.detail());
            }
        }
        return lines;
    }

    /** Puts the right rows in the place of the day's, in each table that differs; a line for each. */
    List<String> replace(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        if (!outcome.ticksDiffer().isEmpty()) {
            DayReplacement replacement = new DayReplacement(ticks, day, product);
            rebuilt().make(now, new RebuiltDay.Taker() {
                @Override
                public void tick(Row tick) {
                    replacement.add(tick);
                }

                @Override
                public void candle(Row candle, boolean isOfClock) {
                    // Replaced below.
                }
            });
            lines.add(commit("ticks", replacement));
        }
        if (outcome.candles().count(CandleHistory.Verdict.DIFFERS) > 0) {
            DayReplacement replacement = new DayReplacement(candles, day, product);
            outcome.candles().right().forEach(replacement::add);
            lines.add(commit("candles", replacement));
        }
        return lines;
    }

    private String commit(String table, DayReplacement replacement) {
        replacement.commit();
        return "replaced: table " + table + " holds " + Units.count(replacement.written()) + " rows of " + day
                + product.map(each -> " and " + each).orElse("") + "; " + Units.count(replacement.kept())
                + " rows of others were in the same files and are as they were";
    }
}
