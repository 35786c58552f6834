package io.candlelake.streams.expected;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product after each frame, and so what the newest revision of each window must say.
 *
 * <p>After each frame: every window whose end plus grace the product's time has passed has a row, no other one has; the newest row of each says exactly what follows from
 * the trades that came; what it claims to be complete, or empty, is so as far as anybody can know.
 */
public final class Knowledge {
    private static final long NONE = Long.MIN_VALUE;

    private final long grace;
    private final long horizon;

    /** Whether things came in their order, so that nothing that was told is of no use: then a claim that can be made must be made. */
    private final boolean inOrder;

    private final Ids ids = new Ids();
    private final GapRows gaps = new GapRows(ids);
    private final Set<Long> heard = new HashSet<>();
    private final Set<Long> tooLateTimes = new HashSet<>();
    private final Map<Length, Map<Long, List<Trade>>> windows = new HashMap<>();
    private final Map<Length, Map<Long, Row>> newest = new HashMap<>();

    private long watermark = NONE;
    private long sessionStart = NONE;
    private long passed = NONE;
    private List<Ids.Hole> holes = List.of();

    // Of the frame that is being told.
    private final List<Trade> ticks = new ArrayList<>();
    private final List<Trade> tooLate = new ArrayList<>();
    private final Set<Long> repairs = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Nothing is known.
     *
     * @param grace microseconds
     * @param horizon microseconds
     */
    public Knowledge(long grace, long horizon, boolean inOrder) {
        this.grace = grace;
        this.horizon = horizon;
        this.inOrder = inOrder;
        for (Length length : Length.ALL) {
            windows.put(length, new HashMap<>());
            newest.put(length, new HashMap<>());
        }
    }

    /** What came of one frame. */
    public record Outcome(List<Trade> ticks, List<Row> candles, List<String> gaps, int tooLate) {}

    /** Takes a frame, and says what is wrong with what came of it; nothing is good. */
    public List<String> after(Told told, Outcome outcome) {
        ticks.clear();
        tooLate.clear();
        repairs.clear();
        problems.clear();
        take(told);
        ids.endOfFrame();
        holes = ids.holes();
        compare("ticks", ticks, outcome.ticks());
        compare("trades that are too late", tooLate.size(), outcome.tooLate());
        compare("gaps", gaps.endOfFrame(), outcome.gaps().stream().sorted().toList());
        outcome.candles().forEach(this::judge);
        everyWindowThatIsOverHasItsRow();
        return List.copyOf(problems);
    }

    /** The clock passed, and with it the hope that anything comes for windows that ended by then. */
    public List<String> afterSilence(long upTo, List<Row> candles) {
        ticks.clear();
        repairs.clear();
        problems.clear();
        for (Row row : candles) {
            if (row.revision() == 1 && row.closeTime() > upTo) {
                problems.add("closed by the clock before its time: " + row);
            }
            judgeContent(row);
        }
        return List.copyOf(problems);
    }

    private void take(Told told) {
        if (told instanceof Told.Trades trades) {
            trades.trades().forEach(trade -> take(trade, trades.isFetched()));
        } else if (told instanceof Told.Heartbeat heartbeat) {
            ids.named(heartbeat.micros(), heartbeat.newestId(), true);
            moveTime(heartbeat.micros());
            heard.add(Length.MINUTE.start(heartbeat.micros()));
        } else if (told instanceof Told.Report report) {
            gaps.report(report);
            if (report.last() > ids.newest()) {
                ids.named(Math.max(report.receivedAt(), watermark), report.last(), false);
            }
        }
    }

    private void take(Trade trade, boolean isFetched) {
        boolean wasMissed = gaps.isKnown(trade.id());
        if (!ids.add(trade)) {
            return;
        }
        gaps.came(trade.id());
        ticks.add(trade);
        long minute = Length.MINUTE.start(trade.micros());
        boolean isClosed = of(newest, Length.MINUTE).containsKey(minute);
        if (isClosed && minute + Length.MINUTE.micros() < watermark - horizon) {
            tooLate.add(trade);
            tooLateTimes.add(trade.micros());
        } else {
            for (Length length : Length.ALL) {
                of(windows, length)
                        .computeIfAbsent(length.start(trade.micros()), start -> new ArrayList<>())
                        .add(trade);
            }
            if (isFetched || wasMissed) {
                repairs.add(trade.id());
            }
        }
        moveTime(trade.micros());
    }

    private void moveTime(long micros) {
        if (sessionStart == NONE) {
            sessionStart = micros;
        }
        watermark = Math.max(watermark, micros);
    }

    private static <T> Map<Long, T> of(Map<Length, Map<Long, T>> all, Length length) {
        return Objects.requireNonNull(all.get(length));
    }

    private <T> void compare(String what, T wanted, T got) {
        if (!wanted.equals(got)) {
            problems.add(what + " should be " + wanted + ", are " + got);
        }
    }

    private void judge(Row row) {
        if (row.closeTime() + grace > watermark && row.revision() == 1) {
            problems.add("closed before its time: " + row);
        }
        judgeContent(row);
    }

    private void judgeContent(Row row) {
        Row before = of(newest, row.length()).put(row.openTime(), row);
        compare("revision of " + row, before == null ? 1 : before.revision() + 1, row.revision());
        compare("reason of " + row, reason(before, row), row.reason());
        if (before != null && before.saysTheSameAs(row)) {
            problems.add("a revision that revises nothing: " + row);
        }
        List<Trade> trades = of(windows, row.length()).getOrDefault(row.openTime(), List.of());
        Optional<Numbers> numbers = trades.isEmpty() ? Optional.empty() : Optional.of(Numbers.of(trades));
        compare("numbers of " + row, numbers, row.numbers());
        compare(
                "missing trades of " + row,
                numbers.map(all -> ids.missing(all.firstId(), all.lastId())).orElse(0L),
                row.missing());
        judgeClaims(row, numbers);
    }

    private String reason(@Nullable Row before, Row row) {
        if (row.revision() == 1 || before == null) {
            return "CLOSE";
        }
        if (row.count() > before.count()) {
            return of(windows, row.length()).getOrDefault(row.openTime(), List.of()).stream()
                            .anyMatch(trade -> repairs.contains(trade.id()))
                    ? "REPAIR"
                    : "LATE";
        }
        return row.missing() < before.missing() || (row.complete() && !before.complete()) ? "REPAIR" : "LATE";
    }

    private void judgeClaims(Row row, Optional<Numbers> numbers) {
        boolean lacksNone = tooLateTimes.stream().noneMatch(time -> row.length().start(time) == row.openTime());
        boolean provable = lacksNone && numbers.map(all -> isComplete(row, all)).orElseGet(() -> isEmpty(row));
        if (row.complete() && !provable) {
            problems.add("says more than anybody can know: " + row + "; holes " + holes);
        }
        if (inOrder && provable && !row.complete()) {
            problems.add("could be complete: " + row + "; holes " + holes);
        }
        String status = numbers.isPresent() ? "TRADED" : row.complete() ? "EMPTY" : "GAP";
        compare("status of " + row, status, row.status());
    }

    /** No id is missing between its trades, none can have come before the first, and none after the last. */
    private boolean isComplete(Row row, Numbers numbers) {
        long first = numbers.firstId();
        boolean left = first == 1 || ids.contains(first - 1) || ids.notAfter(first - 1) < row.openTime();
        boolean right = numbers.lastId() != ids.newest() || watermark >= row.closeTime();
        return left && right && isUntouchedByHoles(row);
    }

    /** Each minute was followed from its start to its end and has a heartbeat, and no missing trade can lie in it. */
    private boolean isEmpty(Row row) {
        if (sessionStart > row.openTime() || watermark < row.closeTime()) {
            return false;
        }
        for (long minute = row.openTime(); minute < row.closeTime(); minute += Length.MINUTE.micros()) {
            if (!heard.contains(minute)) {
                return false;
            }
        }
        return isUntouchedByHoles(row);
    }

    private boolean isUntouchedByHoles(Row row) {
        return holes.stream().noneMatch(hole -> hole.mayLieWithin(row.openTime(), row.closeTime()));
    }

    /** Those that ended in this frame, and those that its trades lie in. */
    private void everyWindowThatIsOverHasItsRow() {
        if (watermark == NONE) {
            return;
        }
        long over = watermark - grace;
        for (Length length : Length.ALL) {
            long from = Math.max(length.start(sessionStart), length.start(passed == NONE ? sessionStart : passed));
            for (long start = from; start + length.micros() <= over; start += length.micros()) {
                judgeNewest(length, start);
            }
            for (Trade trade : ticks) {
                if (!tooLate.contains(trade) && length.start(trade.micros()) + length.micros() <= over) {
                    judgeNewest(length, length.start(trade.micros()));
                }
            }
        }
        passed = Math.max(passed, over);
    }

    private void judgeNewest(Length length, long start) {
        Row row = of(newest, length).get(start);
        if (row == null) {
            problems.add("no row of " + length.name() + " " + start + ", which is over");
            return;
        }
        List<Trade> trades = of(windows, length).getOrDefault(start, List.of());
        compare(
                "numbers of the newest " + row,
                trades.isEmpty() ? Optional.empty() : Optional.of(Numbers.of(trades)),
                row.numbers());
    }

    /** The newest revision of each window, of all lengths. */
    public List<Row> newestRows() {
        return newest.values().stream().flatMap(rows -> rows.values().stream()).toList();
    }

    /** Whether a trade that does not come is one that is missing: the product was heard of before it. */
    public boolean isCounted(long id) {
        return ids.isCounted(id);
    }

    /** An open candle's numbers, from what came; empty when no trade did. */
    public Optional<Numbers> numbers(Length length, long openTime) {
        return Optional.ofNullable(of(windows, length).get(openTime)).map(Numbers::of);
    }
}
