package io.candlelake.streams.gap;

import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.SeenTrades;
import io.candlelake.domain.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gaps of one product: {@code 7 to 9 is missing since 22:58, REST does not have 8 either}.
 *
 * <p>Every unseen id between the smallest that was seen and the newest that is known to exist lies in exactly one gap, and so
 * does every id that a report names. A gap opens once, by a report or at the end of the frame that showed it, whichever is
 * first, and keeps its range. It closes when each of its ids was seen or given up, with a row for each maximal part that
 * ended alike, usually one. A trade that was given up and comes after all is a REPAIRED row of its own.
 */
public final class GapLedger {
    private final List<KnownGap> gaps;
    private final LongRanges givenUp;
    private long checkedFrom;
    private long checkedTo;

    // Of the frame that is being read: the span of ids that came or were given up, and those that came after their gap
    // closed.
    private long touchedFirst = Long.MAX_VALUE;
    private long touchedLast = Long.MIN_VALUE;
    private final LongRanges cameAfterAll = new LongRanges();

    /** No gap is known. */
    public GapLedger() {
        this(new ArrayList<>(), new LongRanges(), 0, 0);
    }

    /**
     * As it was stored.
     *
     * @param gaps as {@link #gaps} gives them
     * @param givenUp as {@link #givenUp} gives them
     * @param checkedFrom as the accessor gives it
     * @param checkedTo as the accessor gives it
     */
    public GapLedger(List<KnownGap> gaps, LongRanges givenUp, long checkedFrom, long checkedTo) {
        this.gaps = gaps;
        this.givenUp = givenUp;
        this.checkedFrom = checkedFrom;
        this.checkedTo = checkedTo;
    }

    /** An id was seen for the first time. Whether it was known to be missing. */
    public boolean came(long tradeId) {
        int index = indexOf(tradeId);
        if (index < 0 || gaps.get(index).last() < tradeId) {
            return false;
        }
        touch(tradeId, tradeId);
        if (givenUp.remove(tradeId) && gaps.get(index).closed()) {
            cameAfterAll.add(tradeId);
        }
        return true;
    }

    /** The producer noticed a gap: what of it was not seen, and is in no other, opens. */
    public void report(long first, long last, GapCause cause, SeenTrades seen, Timestamp at, GapOutput output) {
        unseen(first, last, seen, (from, to) -> open(from, to, cause, at, output));
    }

    /** The ids that were not seen will not come; they are of a gap, if need be of a new one. */
    public void giveUp(long first, long last, GapCause cause, SeenTrades seen, Timestamp at, GapOutput output) {
        unseen(first, last, seen, (from, to) -> {
            open(from, to, cause, at, output);
            if (cause == GapCause.BACKFILL_CUT) {
                cut(from, to);
            }
            givenUp.addAll(from, to);
            touch(from, to);
        });
    }

    /** So long a jump is confirmed before it is reported, and its trades showed it meanwhile: why its gap stays one counts for more. */
    private void cut(long first, long last) {
        for (int i = Math.max(indexOf(first), 0); i < gaps.size() && gaps.get(i).first() <= last; i++) {
            if (gaps.get(i).overlaps(first, last)) {
                gaps.set(i, gaps.get(i).causedBy(GapCause.BACKFILL_CUT));
            }
        }
    }

    /** The largest long is left out: it could not be counted past, and no market will ever trade it. */
    private static void unseen(long first, long last, SeenTrades seen, Part part) {
        long end = Math.min(last, Long.MAX_VALUE - 1);
        long from = seen.nextUnseen(first);
        while (from <= end) {
            long to = Math.min(seen.nextSeen(from) - 1, end);
            part.is(from, to);
            from = seen.nextUnseen(to + 1);
        }
    }

    private interface Part {
        void is(long first, long last);
    }

    /**
     * Opens the gaps that the frame showed and closes those that it ended.
     *
     * @param newest the largest id that is known to exist, 0 when none is
     */
    public void endOfFrame(SeenTrades seen, long newest, Timestamp at, GapOutput output) {
        if (newest > checkedTo || seen.min() < checkedFrom) {
            findHoles(seen, newest, at, output);
        }
        if (touchedFirst <= touchedLast) {
            closeEnded(seen, at, output);
        }
        while (gaps.size() >= SeenTrades.MAX_RANGES || seen.count() > SeenTrades.MAX_RANGES) {
            forgetLowest(seen, at, output);
        }
    }

    /** Only beyond what was looked at before can there be a hole that is in no gap. What came before the first news is none. */
    private void findHoles(SeenTrades seen, long newest, Timestamp at, GapOutput output) {
        if (checkedTo == 0) {
            checkedTo = seen.isEmpty() ? newest : seen.min();
            checkedFrom = checkedTo + 1;
        }
        if (newest > checkedTo) {
            findHoles(checkedTo + 1, newest, seen, at, output);
            checkedTo = newest;
        }
        if (!seen.isEmpty() && seen.min() < checkedFrom) {
            findHoles(seen.min(), checkedFrom - 1, seen, at, output);
            checkedFrom = seen.min();
        }
    }

    /** What lies beyond the newest trade that came is known from heartbeats alone. */
    private void findHoles(long first, long last, SeenTrades seen, Timestamp at, GapOutput output) {
        report(first, Math.min(last, seen.max()), GapCause.SKIPPED, seen, at, output);
        if (last > seen.max()) {
            report(Math.max(first - 1, seen.max()) + 1, last, GapCause.HEARTBEAT, seen, at, output);
        }
    }

    /** Opens the parts of a range of unseen ids that are in no gap. */
    private void open(long first, long last, GapCause cause, Timestamp at, GapOutput output) {
        long id = first;
        int index = Math.max(indexOf(first), 0);
        while (id <= last) {
            while (index < gaps.size() && gaps.get(index).last() < id) {
                index++;
            }
            if (index < gaps.size() && gaps.get(index).first() <= id) {
                id = gaps.get(index).last() + 1;
                continue;
            }
            long end = index < gaps.size() ? Math.min(gaps.get(index).first() - 1, last) : last;
            KnownGap gap = new KnownGap(id, end, cause, at, false);
            gaps.add(index, gap);
            output.gap(gap, id, end, GapStatus.OPEN, Optional.empty());
            id = end + 1;
        }
    }

    private void closeEnded(SeenTrades seen, Timestamp at, GapOutput output) {
        for (int i = Math.max(indexOf(touchedFirst), 0); i < gaps.size(); i++) {
            KnownGap gap = gaps.get(i);
            if (gap.first() > touchedLast) {
                break;
            }
            if (gap.closed()) {
                cameAfterAll(gap, at, output);
            } else if (seen.missing(gap.first(), gap.last()) == countGivenUp(gap)) {
                writeParts(gap, at, output);
                gaps.set(i, gap.close());
            }
            if (gaps.get(i).closed() && countGivenUp(gap) == 0) {
                gaps.remove(i--);
            }
        }
        touchedFirst = Long.MAX_VALUE;
        touchedLast = Long.MIN_VALUE;
        cameAfterAll.clear();
    }

    private void writeParts(KnownGap gap, Timestamp at, GapOutput output) {
        for (long id = gap.first(); id <= gap.last(); ) {
            boolean lost = givenUp.contains(id);
            long end = Math.min(gap.last(), (lost ? givenUp.nextAbsent(id) : givenUp.next(id)) - 1);
            output.gap(gap, id, end, lost ? GapStatus.UNREPAIRABLE : GapStatus.REPAIRED, Optional.of(at));
            id = end + 1;
        }
    }

    private void cameAfterAll(KnownGap gap, Timestamp at, GapOutput output) {
        for (long id = cameAfterAll.next(gap.first()); id <= gap.last(); id = cameAfterAll.next(id)) {
            long end = Math.min(cameAfterAll.nextAbsent(id) - 1, gap.last());
            output.gap(gap, id, end, GapStatus.REPAIRED, Optional.of(at));
            id = end + 1;
        }
    }

    /** Too many holes: the one with the smallest ids is given up, and its ids count as seen from now on. */
    private void forgetLowest(SeenTrades seen, Timestamp at, GapOutput output) {
        long first = gaps.isEmpty() ? seen.max() : gaps.get(0).first();
        long last = gaps.isEmpty() ? seen.max() : gaps.get(0).last();
        if (seen.count() > 1) {
            last = Math.max(last, seen.range(1).first() - 1);
        }
        giveUp(first, last, GapCause.SKIPPED, seen, at, output);
        closeEnded(seen, at, output);
        while (seen.count() > 1 && seen.range(1).first() - 1 <= last) {
            seen.forgetLowestHole();
        }
        while (!gaps.isEmpty() && gaps.get(0).last() <= last) {
            gaps.remove(0);
        }
        givenUp.removeTo(last);
    }

    private long countGivenUp(KnownGap gap) {
        return gap.last() - gap.first() + 1 - givenUp.missing(gap.first(), gap.last());
    }

    private void touch(long first, long last) {
        touchedFirst = Math.min(touchedFirst, first);
        touchedLast = Math.max(touchedLast, last);
    }

    /** Index of the last gap that starts at or before the id; -1 when there is none. */
    private int indexOf(long tradeId) {
        int low = 0;
        int high = gaps.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (gaps.get(middle).first() <= tradeId) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** Gaps that are open, or closed with trades that were given up, by id. */
    public List<KnownGap> gaps() {
        return gaps;
    }

    /** Unseen ids that will not come. */
    public LongRanges givenUp() {
        return givenUp;
    }

    /** The smallest id from which on every hole is in a gap. */
    public long checkedFrom() {
        return checkedFrom;
    }

    /** The largest id up to which every hole is in a gap; 0 before the first news of the product. */
    public long checkedTo() {
        return checkedTo;
    }
}
