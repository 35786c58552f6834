package io.candlelake.lake.audit;

import io.candlelake.domain.Interval;
import io.candlelake.domain.Timestamp;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.TableRows;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.expressions.Expressions;

/**
 * Candles that need not equal their ticks now: those that are about to change, for a record on the way concerns them, and those of which
 * a reject says that they do not hold a trade that came too late, or cannot be held by their columns.
 */
final class Exemptions {
    private static final Pattern CANDLE = Pattern.compile("\\b(1m|5m|15m|1h|6h|1d) candle of (\\S+?)[ ,:]");

    private final Set<Window> underWay = new HashSet<>();
    private final TableRows rejects;
    private Optional<Set<Window>> rejected = Optional.empty();

    /** Of the rows on their way, and of the table of rejects, which is only read when it is needed. */
    Exemptions(List<Row> ticksUnderWay, List<Row> candlesUnderWay, TableRows rejects) {
        this.rejects = rejects;
        for (Row tick : ticksUnderWay) {
            for (Interval interval : Interval.values()) {
                underWay.add(Window.of(tick, interval));
            }
        }
        candlesUnderWay.forEach(candle -> underWay.add(Window.of(candle)));
    }

    boolean isUnderWay(Window window) {
        return underWay.contains(window);
    }

    /** Whether a reject says that the candle does not hold all. */
    boolean isRejected(Window window) {
        if (rejected.isEmpty()) {
            Set<Window> found = new HashSet<>();
            rejects.read(Expressions.in("reason", "TOO_LATE", "CANDLE_OUT_OF_RANGE"), row -> add(row, found));
            rejected = Optional.of(found);
        }
        return rejected.get().contains(window);
    }

    private static void add(Row reject, Set<Window> windows) {
        Matcher matcher = CANDLE.matcher(reject.text("detail") + " ");
        while (matcher.find()) {
            Interval interval = Interval.parse(matcher.group(1)).orElseThrow();
            Optional<Timestamp> openTime = Timestamp.parse(matcher.group(2));
            if (openTime.isEmpty()) {
                continue;
            }
            // A trade that is too late for its minute is in none of the larger windows either.
            for (Interval larger : Interval.values()) {
                if (larger == interval || interval == Interval.ONE_MINUTE) {
                    windows.add(new Window(
                            reject.product(),
                            larger,
                            larger.openTime(openTime.get().epochMicros())));
                }
            }
        }
    }
}
