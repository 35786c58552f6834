package io.candlelake.lake.audit;

import io.candlelake.domain.Interval;
import io.candlelake.lake.audit.Check.Verdict;
import io.candlelake.lake.audit.Difference.Kind;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.TableRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.expressions.Expressions;

/**
 * Every candle is what its ticks make: the newest revision of each window equals the fold of the window's ticks, its missing trades are the
 * ids between its first and last that are no tick, and revisions count up from 1 by one.
 *
 * <p>One day after the other, some products at a time.
 */
final class TicksToCandles {
    static final String NAME = "ticks = candles";
    private static final int PRODUCTS = 20;

    /** A trade may be a minute ahead of its receipt, and machines' clocks are not the same: microseconds. */
    private static final long CLOCKS_DIFFER = 300_000_000L;

    private final TopicToTable ticks;
    private final TopicToTable candles;
    private final Exemptions exemptions;
    private final AuditProgress progress;
    private final Spikes spikes;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, String> proved;
    private long windows;
    private long early;
    private String firstEarly = "";
    private long groups;
    private long read;

    /** Compares the days whose files are not as they were when they agreed. */
    TicksToCandles(
            TopicToTable ticks,
            TopicToTable candles,
            Exemptions exemptions,
            Map<String, String> remembered,
            AuditSettings settings,
            Spikes spikes,
            AuditProgress progress) {
        this.ticks = ticks;
        this.candles = candles;
        this.exemptions = exemptions;
        this.spikes = spikes;
        this.progress = progress;
        this.proved = new TreeMap<>(remembered);
        TreeSet<LocalDate> days = new TreeSet<>(ticks.days().files().keySet());
        days.addAll(candles.days().files().keySet());
        for (LocalDate day : days) {
            if (settings.wants(day)) {
                compareIfChanged(day);
            }
        }
    }

    private void compareIfChanged(LocalDate day) {
        String files = ticks.days().files().getOrDefault(day, "") + ", "
                + candles.days().files().getOrDefault(day, "");
        TreeSet<String> products = new TreeSet<>();
        for (TopicToTable table : List.of(ticks, candles)) {
            table.days().sums().byGroup().keySet().stream()
                    .filter(group -> group.day().equals(day))
                    .forEach(group -> products.add(group.product()));
        }
        groups += products.size();
        if (files.equals(proved.get(day.toString()))) {
            return;
        }
        int before = differences.size();
        List<String> all = List.copyOf(products);
        for (int i = 0; i < all.size(); i += PRODUCTS) {
            compare(day, all.subList(i, Math.min(all.size(), i + PRODUCTS)));
        }
        if (differences.size() == before) {
            proved.put(day.toString(), files);
        } else {
            proved.remove(day.toString());
        }
    }

    private void compare(LocalDate day, List<String> products) {
        TreeMap<Window, PlainCandle> made = new TreeMap<>();
        read(ticks.table(), day, products, tick -> {
            for (Interval interval : Interval.values()) {
                made.computeIfAbsent(Window.of(tick, interval), window -> new PlainCandle())
                        .add(tick);
            }
        });
        TreeMap<Window, List<Row>> said = new TreeMap<>();
        Map<String, Long> closedTo = new HashMap<>();
        read(candles.table(), day, products, candle -> {
            Window window = Window.of(candle);
            said.computeIfAbsent(window, absent -> new ArrayList<>(1)).add(candle);
            if (window.interval() == Interval.ONE_MINUTE) {
                closedTo.merge(window.product(), window.closeTime(), Math::max);
            }
        });
        said.forEach((window, rows) -> compare(window, rows, made.getOrDefault(window, new PlainCandle())));
        made.forEach((window, fold) -> {
            boolean isClosed = window.closeTime() <= closedTo.getOrDefault(window.product(), Long.MIN_VALUE);
            if (isClosed
                    && !said.containsKey(window)
                    && !exemptions.isUnderWay(window)
                    && !exemptions.isRejected(window)) {
                add(Kind.MISSING, window, window + " 1", fold.count() + " ticks are of this window, which has closed");
            }
        });
        windows += said.size();
        spikes.look(said);
    }

    private void read(TableRows table, LocalDate day, List<String> products, java.util.function.Consumer<Row> rows) {
        table.read(Expressions.and(table.day(day), Expressions.in("product_id", products.toArray())), row -> {
            rows.accept(row);
            read++;
            progress.step(() -> NAME + ", " + day + ", " + AuditProgress.count(read) + " rows");
        });
    }

    private void compare(Window window, List<Row> rows, PlainCandle fold) {
        Row newest = rows.get(0);
        Set<Long> revisions = new HashSet<>();
        for (Row row : rows) {
            newest = row.number("revision") > newest.number("revision") ? row : newest;
            revisions.add(row.number("revision"));
            if (row.micros("close_time") != window.closeTime()) {
                add(Kind.ALTERED, window, row.identity(), "close_time is " + row.shown("close_time"));
            }
            if (row.micros("emitted_at") + CLOCKS_DIFFER < window.closeTime()) {
                early++;
                firstEarly = firstEarly.isEmpty() ? row.identity() : firstEarly;
            }
            if (Boolean.TRUE.equals(row.get("complete")) && row.number("missing_trades") > 0) {
                add(Kind.ALTERED, window, row.identity(), "it says complete, and that trades are missing");
            }
        }
        for (long revision = 1; revision <= newest.number("revision"); revision++) {
            if (!revisions.contains(revision) && !exemptions.isUnderWay(window)) {
                add(Kind.MISSING, window, window + " " + revision, "later revisions are there");
            }
        }
        if (rows.size() > revisions.size()) {
            add(Kind.DOUBLED, window, window.toString(), rows.size() + " rows for " + revisions.size() + " revisions");
        }
        compareNewest(window, newest, fold);
    }

    private void compareNewest(Window window, Row newest, PlainCandle fold) {
        List<String> wrong = fold.differences(newest);
        if (wrong.isEmpty() && fold.count() > 0) {
            long missing = missing(window, fold);
            if (missing != newest.number("missing_trades")) {
                wrong = List.of("missing_trades is " + newest.number("missing_trades") + ", of its ids " + missing
                        + " are no tick");
            }
        }
        if (!wrong.isEmpty() && !exemptions.isUnderWay(window) && !exemptions.isRejected(window)) {
            add(Kind.ALTERED, window, newest.identity(), String.join("; ", wrong));
        }
    }

    /** Ids of the span that are no tick; those that are may be of another window, or day. */
    private long missing(Window window, PlainCandle fold) {
        long span = fold.lastId() - fold.firstId() + 1;
        if (span == fold.count()) {
            return 0;
        }
        Set<Long> ids = new HashSet<>();
        ticks.table()
                .read(
                        Expressions.and(
                                Expressions.equal("product_id", window.product()),
                                Expressions.and(
                                        Expressions.greaterThanOrEqual("trade_id", fold.firstId()),
                                        Expressions.lessThanOrEqual("trade_id", fold.lastId()))),
                        tick -> ids.add(tick.number("trade_id")));
        return span - ids.size();
    }

    private void add(Kind kind, Window window, String row, String detail) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(window.openTime(), Interval.ONE_DAY.micros()));
        differences.add(new Difference(NAME, "candles", kind, day.toString(), row, 1, detail));
    }

    Check check() {
        Verdict verdict = differences.isEmpty() ? Verdict.PROVED : Verdict.DIFFERS;
        return new Check(NAME, windows, groups, read, 0, verdict, "");
    }

    /** At most so many are named as of a product and day. */
    List<Difference> differences() {
        return differences;
    }

    /** What is odd, but no difference. */
    List<String> notices() {
        return early == 0
                ? List.of()
                : List.of("early: " + AuditProgress.count(early)
                        + " candles were made before their window ended, such as " + firstEarly
                        + ": the end of a replay does so; else a clock is wrong");
    }

    /** By day, the files that agreed. */
    Map<String, String> proved() {
        return proved;
    }
}
