package io.candlelake.local.view;

import io.candlelake.connect.Sink;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Candle;
import io.candlelake.domain.Timestamp;
import io.candlelake.lake.TableState;
import io.candlelake.local.stack.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The live view's block for a terminal, and its one line for a log. */
final class LiveText {
    private static final List<String> TABLES = List.of(Topics.TICKS, Topics.CANDLES, Topics.REJECTS);

    private static final int MOST_PRODUCTS = 8;

    /** Where in 2026-07-07T22:58:17.164892Z these begin. */
    private static final int HOUR = 11;

    private static final int FRACTION = 19;

    private final StackState stack;

    LiveText(StackState stack) {
        this.stack = stack;
    }

    /** About 15 lines of at most that width. */
    List<String> block(LiveFacts facts, Instant now, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(Text.cut(heading(now), width));
        lines.add("");
        if (facts.quotes().isEmpty()) {
            lines.add("no trade yet");
        } else {
            lines.addAll(quotes(facts.quotes(), now).lines(width));
            int more = facts.quotes().size() - MOST_PRODUCTS;
            if (more > 0) {
                lines.add("and " + more + " more");
            }
        }
        lines.add("");
        lines.addAll(tables(facts, now).lines(width));
        lines.add(Text.cut(streams(facts), width));
        facts.gaps().ifPresent(gaps -> lines.add(Text.cut("gaps in the trades: " + gaps, width)));
        facts.problem().ifPresent(problem -> lines.add(Text.cut(Text.printable(problem), width)));
        return lines;
    }

    private String heading(Instant now) {
        return stack.directory().lake() + ", up " + Units.duration(Duration.between(stack.since(), now)) + ", kafka "
                + stack.bootstrapServers() + ", ./candlelake sql \"SELECT ...\"";
    }

    private static TextTable quotes(List<OpenCandles.Quote> quotes, Instant now) {
        TextTable table = new TextTable("product", ">1m open", ">high", ">low", ">close", ">volume", ">n", ">ago");
        quotes.stream().limit(MOST_PRODUCTS).forEach(quote -> {
            Candle.Prices prices = quote.prices();
            List<String> alike = Units.alike(List.of(prices.open(), prices.high(), prices.low(), prices.close()));
            table.row(
                    quote.product(),
                    alike.get(0),
                    alike.get(1),
                    alike.get(2),
                    arrow(quote.direction()) + alike.get(3),
                    Units.rough(quote.volume()),
                    quote.trades(),
                    Units.duration(Duration.between(quote.time().toInstant(), now)));
        });
        return table;
    }

    private static String arrow(int direction) {
        return direction > 0 ? "▲ " : direction < 0 ? "▼ " : "";
    }

    private static TextTable tables(LiveFacts facts, Instant now) {
        TextTable table = new TextTable("table", ">rows", ">files", ">last commit", ">waiting");
        for (TableState state : shown(facts)) {
            table.row(
                    state.table(),
                    Units.count(state.rows()),
                    Units.count(state.files()),
                    age(state, now).map(age -> age + " ago").orElse("-"),
                    Units.count(facts.waiting(new Sink(state.table()).group(), state.table())));
        }
        return table;
    }

    private static List<TableState> shown(LiveFacts facts) {
        return facts.tables().stream()
                .filter(state -> TABLES.contains(state.table()))
                .toList();
    }

    private static Optional<String> age(TableState state, Instant now) {
        return state.commit().map(commit -> Units.duration(Duration.between(commit.time(), now)));
    }

    private static String streams(LiveFacts facts) {
        return "frames that wait for the streams app: "
                + Units.count(facts.waiting(GroupLag.STREAMS, Topics.RAW_MESSAGES));
    }

    /** The same facts in one line: {@code 12:03:04Z ticks 1,234 rows 56 files 0.8 s ago waiting 0; candles …; BTC-USD 63514.6 …}. */
    String line(LiveFacts facts, Instant now) {
        List<String> parts = new ArrayList<>();
        parts.add(time(now) + " up " + Units.duration(Duration.between(stack.since(), now)));
        for (TableState state : shown(facts)) {
            parts.add(state.table() + " " + Units.count(state.rows()) + " rows " + state.files() + " files"
                    + age(state, now).map(age -> " " + age + " ago").orElse("") + " waiting "
                    + Units.count(facts.waiting(new Sink(state.table()).group(), state.table())));
        }
        parts.add("frames waiting " + Units.count(facts.waiting(GroupLag.STREAMS, Topics.RAW_MESSAGES)));
        facts.gaps().ifPresent(gaps -> parts.add("gaps " + gaps));
        parts.add(facts.quotes().isEmpty() ? "no trade yet" : prices(facts));
        facts.problem().map(Text::printable).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    /** {@code 12:03:04Z}. */
    static String time(Instant now) {
        return Timestamp.of(now).toString().substring(HOUR, FRACTION) + "Z";
    }

    private static String prices(LiveFacts facts) {
        return facts.quotes().stream()
                .limit(MOST_PRODUCTS)
                .map(quote -> quote.product() + " " + quote.prices().close().toPlainString() + " n " + quote.trades())
                .collect(Collectors.joining(", "));
    }
}
