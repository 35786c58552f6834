package io.candlelake.producer.gap;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which trades of one product exist, as far as is known: {@code 1000 to 2000, and of these 7 are missing}.
 *
 * <p>An id further from the known ones than the backfill's limit is not believed on the word of a feed: it is held apart, in doubt, until REST's newest page is as
 * far (then what lies between is a gap) or has not been for several answers (then it is forgotten). Pages of REST are believed. Not thread-safe.
 */
final class KnownTrades {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTrades.class);

    /** No market counts so far; beyond it sums could overflow. */
    private static final long HIGHEST = 1L << 60;

    private static final int MOST_DOUBTED = 1_000;

    private final ProductId product;
    private final long limit;
    private final Holes holes;
    private final GapListener listener;
    private volatile long lowest;
    private volatile long newest;
    private LongRanges doubted = new LongRanges();
    private boolean inDoubt;

    KnownTrades(ProductId product, long limit, Holes holes, GapListener listener) {
        this.product = product;
        this.limit = limit;
        this.holes = holes;
        this.listener = listener;
    }

    /** 0 while none is known. Safe to ask from any thread. */
    long newest() {
        return newest;
    }

    /** No trade before this one is wanted; 0 while none is known. Safe to ask from any thread. */
    long lowest() {
        return lowest;
    }

    /** True while something was said that only REST can confirm. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** Starts from what an earlier process left. Its holes were reported by it, but for the cause nothing is known of them. */
    void resume(Resumed resumed, long dueNanos) {
        LongRanges done = resumed.done();
        lowest = resumed.from();
        newest = done.isEmpty() ? lowest : Math.max(lowest, done.max());
        long from = lowest;
        for (int i = 0; i < done.count(); i++) {
            resumeHole(from, done.first(i) - 1, dueNanos);
            from = Math.max(from, done.last(i) + 1);
        }
        resumeHole(from, newest, dueNanos);
    }

    private void resumeHole(long first, long last, long dueNanos) {
        if (first <= last) {
            GapReport opened = report(first, last, GapStatus.OPEN, GapCause.DOWNTIME);
            listener.resumed(opened);
            holes.add(new Hole(first, last, new OpenGap(opened), dueNanos));
        }
    }

    /** Takes the trades of a frame that is about to be written. The order in the frame does not matter. */
    void see(TradeIds ids, Sight sight, FrameRecords records) {
        int from = 0;
        while (newest != 0 && from < ids.size() && ids.get(from) < lowest) {
            from++;
        }
        for (int i = from; i < ids.size() && ids.get(i) <= HIGHEST; i++) {
            seeNewer(ids.get(i), sight, records);
        }
        for (int i = from - 1; i >= 0; i--) {
            seeOlder(ids.get(i), sight, records);
        }
    }

    private void seeNewer(long id, Sight sight, FrameRecords records) {
        if (newest == 0) {
            lowest = id;
            newest = id;
        } else if (id <= newest) {
            if (!holes.isEmpty() && holes.fill(id)) {
                listener.filled(product);
            }
        } else if (isBeyond(id - newest - 1, sight)) {
            doubt(id);
        } else {
            open(newest + 1, id - 1, sight, records);
            newest = id;
            believe(sight, records);
        }
    }

    /** A trade from before the first that was seen: as much a gap as one from after the last. */
    private void seeOlder(long id, Sight sight, FrameRecords records) {
        if (isBeyond(lowest - id - 1, sight)) {
            doubt(id);
        } else {
            open(id + 1, lowest - 1, sight, records);
            lowest = id;
        }
    }

    /** Takes that a trade exists that is not here. */
    void hear(long id, Sight sight, FrameRecords records) {
        if (newest == 0 && id <= HIGHEST) {
            // Where nothing was seen, all that is wanted begins here.
            lowest = id;
            newest = id;
            openWhole(id, id, new Sight(GapCause.HEARTBEAT, false, sight.dueNanos()), records);
        } else if (id > newest && isBeyond(id - newest, sight)) {
            inDoubt = true;
        } else if (id > newest) {
            open(newest + 1, id, sight, records);
            newest = id;
            believe(sight, records);
        }
    }

    private boolean isBeyond(long distance, Sight sight) {
        return distance > limit && !sight.isTrusted();
    }

    private void doubt(long id) {
        inDoubt = true;
        if (doubted.count() >= MOST_DOUBTED) {
            // Written they are; if they were real, they are fetched again.
            doubted = new LongRanges();
        }
        doubted.add(id);
    }

    /** REST's newest page is about to be taken; if all that was believed is far above it, a first frame was wrong. */
    void compare(long newestOfRest, Sight sight, FrameRecords records) {
        if (newest - limit > newestOfRest) {
            LOG.warn("{}: trade {} is not believed, REST's newest is {}", product, newest, newestOfRest);
            LongRanges believed = upTo(newestOfRest);
            holes.clear();
            doubted = new LongRanges();
            lowest = believed.isEmpty() ? newestOfRest : believed.first(0);
            newest = believed.isEmpty() ? newestOfRest : believed.last(0);
            for (int i = 1; i < believed.count(); i++) {
                open(newest + 1, believed.first(i) - 1, sight, records);
                newest = believed.last(i);
            }
        }
    }

    private LongRanges upTo(long highest) {
        LongRanges ranges = new LongRanges();
        for (LongRanges some : new LongRanges[] {seen(), doubted}) {
            for (int i = 0; i < some.count() && some.first(i) <= highest; i++) {
                ranges.addAll(some.first(i), Math.min(some.last(i), highest));
            }
        }
        return ranges;
    }

    /** Every trade that came, in doubt or not. */
    LongRanges seen() {
        LongRanges seen = new LongRanges();
        long from = lowest;
        for (Hole hole : holes.all()) {
            if (from < hole.first) {
                seen.addAll(from, hole.first - 1);
            }
            from = hole.last + 1;
        }
        if (newest != 0 && from <= newest) {
            seen.addAll(from, newest);
        }
        return seen;
    }

    /** REST's newest page was taken: what is still above it stays in doubt. */
    void confirm() {
        LongRanges above = new LongRanges();
        for (int i = 0; i < doubted.count(); i++) {
            if (doubted.first(i) > newest) {
                above.addAll(doubted.first(i), doubted.last(i));
            }
        }
        doubted = above;
        inDoubt = !doubted.isEmpty();
    }

    /** REST was asked often enough. */
    void forgetDoubt() {
        LOG.warn("{}: trades {} are not believed, REST's newest is {}", product, doubted, newest);
        doubted = new LongRanges();
        inDoubt = false;
    }

    /** What was in doubt and is no longer far away has been seen. */
    private void believe(Sight sight, FrameRecords records) {
        if (doubted.isEmpty()) {
            return;
        }
        LongRanges before = doubted;
        doubted = new LongRanges();
        for (int i = 0; i < before.count(); i++) {
            if (before.first(i) - newest - 1 > limit || before.last(i) < lowest) {
                doubted.addAll(before.first(i), before.last(i));
            } else if (before.last(i) > newest) {
                open(newest + 1, before.first(i) - 1, sight, records);
                newest = before.last(i);
            }
        }
    }

    /** Opens what is missing from first to last: nothing when first is after last. */
    private void open(long first, long last, Sight sight, FrameRecords records) {
        long from = first;
        for (int i = 0; i < doubted.count() && from <= last; i++) {
            if (doubted.last(i) >= from && doubted.first(i) <= last) {
                openWhole(from, doubted.first(i) - 1, sight, records);
                from = doubted.last(i) + 1;
            }
        }
        openWhole(from, last, sight, records);
    }

    private void openWhole(long first, long last, Sight sight, FrameRecords records) {
        if (first > last) {
            return;
        }
        long from = Math.max(first, last - limit + 1);
        if (from > first) {
            LOG.warn(
                    "{}: of the {} trades missing from {} to {}, only the newest {} are fetched (BACKFILL_LIMIT)",
                    product,
                    last - first + 1,
                    first,
                    last,
                    limit);
            cut(first, from - 1, records);
        }
        GapReport opened = report(from, last, GapStatus.OPEN, sight.cause());
        records.report(opened);
        listener.opened(opened);
        holes.add(new Hole(from, last, new OpenGap(opened), sight.dueNanos()));
    }

    /** A gap of its own, so that its rows say why it stays one. */
    private void cut(long first, long last, FrameRecords records) {
        GapReport opened = report(first, last, GapStatus.OPEN, GapCause.BACKFILL_CUT);
        records.report(opened);
        listener.opened(opened);
        GapReport cut = report(first, last, GapStatus.UNREPAIRABLE, GapCause.BACKFILL_CUT);
        records.report(cut);
        listener.unrepairable(cut);
        listener.closed(opened);
    }

    /** {@code BTC-USD 7 to 9, UNREPAIRABLE, RECONNECT}. */
    GapReport report(long first, long last, GapStatus status, GapCause cause) {
        return new GapReport(product, first, last, status, cause);
    }
}
