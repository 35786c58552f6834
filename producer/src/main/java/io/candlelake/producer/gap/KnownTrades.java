package io.candlelake.producer.gap;

import io.candlelake.domain.GapCause;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which trades of one product exist, as far as is known: {@code 1000 to 2000}, less its holes.
 *
 * <p>An id further from the known ones than the backfill's limit is not believed on the word of a feed: it is held apart, in doubt, until REST's newest
 * page is as far (then what lies between is a gap) or has not been for several answers (then it is forgotten). Pages of REST are believed. Not
 * thread-safe.
 */
final class KnownTrades {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTrades.class);

    /** No market counts so far; beyond it sums could overflow. */
    private static final long HIGHEST = 1L << 60;

    private final ProductId product;
    private final long limit;
    private final Holes holes;
    private final Openings openings;
    private final GapListener listener;
    private final Doubts doubts = new Doubts();
    private volatile long lowest;
    private volatile long newest;

    KnownTrades(ProductId product, long limit, Holes holes, GapListener listener) {
        this.product = product;
        this.limit = limit;
        this.holes = holes;
        this.openings = new Openings(product, limit, holes, listener);
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

    Doubts doubts() {
        return doubts;
    }

    /** Starts from what an earlier process left. */
    void resume(Resumed resumed, long dueNanos) {
        LongRanges done = resumed.done();
        lowest = resumed.from();
        newest = done.isEmpty() ? lowest : Math.max(lowest, done.max());
        long from = lowest;
        for (int i = 0; i < done.count(); i++) {
            openings.resume(from, done.first(i) - 1, dueNanos);
            from = Math.max(from, done.last(i) + 1);
        }
        openings.resume(from, newest, dueNanos);
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
            doubts.add(id);
        } else {
            open(newest + 1, id - 1, sight, records);
            newest = id;
            believe(sight, records);
        }
    }

    /** A trade from before the first that was seen: as much a gap as one from after the last. */
    private void seeOlder(long id, Sight sight, FrameRecords records) {
        if (isBeyond(lowest - id - 1, sight)) {
            doubts.add(id);
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
            open(id, id, new Sight(GapCause.HEARTBEAT, false, sight.dueNanos()), records);
        } else if (id > newest && isBeyond(id - newest, sight)) {
            doubts.raise();
        } else if (id > newest) {
            open(newest + 1, id, sight, records);
            newest = id;
            believe(sight, records);
        }
    }

    private boolean isBeyond(long distance, Sight sight) {
        return distance > limit && !sight.isTrusted();
    }

    /** Opens what is missing from first to last, in which trades may stand that were in doubt. */
    private void open(long first, long last, Sight sight, FrameRecords records) {
        LongRanges doubted = doubts.ids();
        long from = first;
        for (int i = 0; i < doubted.count() && from <= last; i++) {
            if (doubted.last(i) >= from && doubted.first(i) <= last) {
                openings.open(from, doubted.first(i) - 1, sight, records);
                from = doubted.last(i) + 1;
            }
        }
        openings.open(from, last, sight, records);
    }

    /** What was in doubt and is no longer far away has been seen. */
    private void believe(Sight sight, FrameRecords records) {
        if (doubts.ids().isEmpty()) {
            return;
        }
        LongRanges doubted = doubts.take();
        for (int i = 0; i < doubted.count(); i++) {
            if (doubted.first(i) - newest - 1 > limit || doubted.last(i) < lowest) {
                doubts.ids().addAll(doubted.first(i), doubted.last(i));
            } else if (doubted.last(i) > newest) {
                openings.open(newest + 1, doubted.first(i) - 1, sight, records);
                newest = doubted.last(i);
            }
        }
    }

    /** REST's newest page is about to be taken; if all that was believed is far above it, a first frame was wrong. */
    void compare(long newestOfRest, Sight sight, FrameRecords records) {
        if (newest - limit <= newestOfRest) {
            return;
        }
        LOG.warn("{}: trade {} is not believed, REST's newest is {}", product, newest, newestOfRest);
        LongRanges believed = new LongRanges();
        addUpTo(newestOfRest, seen(), believed);
        addUpTo(newestOfRest, doubts.take(), believed);
        holes.clear();
        lowest = believed.isEmpty() ? newestOfRest : believed.first(0);
        newest = believed.isEmpty() ? newestOfRest : believed.last(0);
        for (int i = 1; i < believed.count(); i++) {
            openings.open(newest + 1, believed.first(i) - 1, sight, records);
            newest = believed.last(i);
        }
    }

    private static void addUpTo(long highest, LongRanges from, LongRanges to) {
        for (int i = 0; i < from.count() && from.first(i) <= highest; i++) {
            to.addAll(from.first(i), Math.min(from.last(i), highest));
        }
    }

    /** Every trade that came, but for those in doubt. */
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
}
