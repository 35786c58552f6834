package io.candlelake.producer.gap;

import io.candlelake.domain.GapCause;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One product's trades, over all feeds: what came, what is missing, what REST was asked.
 *
 * <p>Its one lock is held from the look at a frame until its records are handed to Kafka's client, so that reports stand before their frames whichever
 * connection is faster. It is held while that waits for room, too: what acknowledges records must not need it.
 */
public final class ProductTrades {
    private static final Logger LOG = LoggerFactory.getLogger(ProductTrades.class);

    private final ProductId product;
    private final GapSettings settings;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Holes holes;
    private final KnownTrades known;
    private final Judgement judgement;
    private final NewestQuestion question;
    private GapCause doubtCause = GapCause.SKIPPED;
    private boolean resumed;
    private int failures;
    private volatile boolean needy;

    ProductTrades(
            ProductId product,
            GapSettings settings,
            @Nullable Resumed left,
            GapListener listener,
            LongSupplier nanoTime) {
        this.product = product;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.holes = new Holes(GapTracker.MOST_HOLES, gap -> listener.closed(gap.opening()));
        this.known = new KnownTrades(product, settings.backfillLimit(), holes, listener);
        this.judgement = new Judgement(product, settings, holes, listener);
        this.question = new NewestQuestion(settings, nanoTime.getAsLong());
        if (left != null) {
            known.resume(left, nanoTime.getAsLong());
            resumed = true;
            question.want();
        }
        needy = resumed;
    }

    /**
     * Writes a frame of a feed that holds trades.
     *
     * @param ids of those that are valid, ascending
     * @param firstOfConnection true when nothing of this product came on the connection before
     */
    public void trades(TradeIds ids, boolean firstOfConnection, FrameRecords records) {
        lock.lock();
        try {
            if (!ids.isEmpty()) {
                known.see(ids, sight(firstOfConnection ? GapCause.RECONNECT : GapCause.SKIPPED), records);
                heard();
            }
            records.frame();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes a heartbeat.
     *
     * @param lastTradeId the product's newest trade; 0 when it does not say
     */
    public void heartbeat(long lastTradeId, boolean firstOfConnection, FrameRecords records) {
        lock.lock();
        try {
            if (lastTradeId > 0) {
                known.hear(lastTradeId, sight(firstOfConnection ? GapCause.RECONNECT : GapCause.HEARTBEAT), records);
                heard();
            }
            records.frame();
        } finally {
            lock.unlock();
        }
    }

    private Sight sight(GapCause cause) {
        GapCause shown = resumed ? GapCause.DOWNTIME : cause;
        if (!known.doubts().isStanding()) {
            doubtCause = shown;
        }
        return new Sight(
                shown, false, nanoTime.getAsLong() + settings.patience().toNanos());
    }

    private void heard() {
        question.heard(nanoTime.getAsLong());
        if (known.doubts().isStanding()) {
            question.want();
        } else {
            resumed = false;
        }
        needy = question.isWanted() || !holes.isEmpty();
    }

    /**
     * Writes a page of REST.
     *
     * @param ids of its valid trades, ascending
     */
    public void page(Ask ask, TradeIds ids, FrameRecords records) {
        lock.lock();
        try {
            if (ids.isEmpty()) {
                records.frame();
                retryLater(ask);
            } else {
                take(ask, ids, records);
            }
            needy = question.isWanted() || !holes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void take(Ask ask, TradeIds ids, FrameRecords records) {
        failures = 0;
        GapCause cause = resumed ? GapCause.DOWNTIME : known.doubts().isStanding() ? doubtCause : GapCause.SKIPPED;
        Sight sight = new Sight(cause, true, nanoTime.getAsLong());
        if (ask.isForNewest()) {
            known.compare(ids.last(), sight, records);
        }
        known.see(ids, sight, records);
        records.frame();
        if (ask.isForNewest()) {
            settleDoubt();
        } else {
            judgement.judge(ask, ids, nanoTime.getAsLong(), records);
        }
    }

    private void settleDoubt() {
        Doubts doubts = known.doubts();
        doubts.confirm(known.newest());
        if (question.answered(doubts.isStanding(), nanoTime.getAsLong())) {
            LOG.warn("{}: trades {} are not believed, REST's newest is {}", product, doubts.ids(), known.newest());
            doubts.forget();
        }
        resumed = false;
    }

    /** The question got no answer of use: none, or nothing that is a page of trades. */
    void failed(Ask ask) {
        lock.lock();
        try {
            retryLater(ask);
        } finally {
            lock.unlock();
        }
    }

    private void retryLater(Ask ask) {
        failures++;
        long dueNanos = nanoTime.getAsLong() + settings.retryNanos(failures);
        if (ask.isForNewest()) {
            question.failed(dueNanos);
        } else {
            judgement.retry(ask, dueNanos);
        }
    }

    /** False when there is surely nothing to ask: without the lock, for it is looked at often. */
    boolean isNeedy() {
        return needy;
    }

    /** What to ask REST now, marked as asked. */
    @Nullable
    Ask nextAsk() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = nanoTime.getAsLong();
            if (question.isDue(now)) {
                return question.ask(product, now);
            }
            for (Hole hole : holes.newestFirst()) {
                if (hole.isDue(now)) {
                    return PagePlan.from(hole, holes, now).ask(product);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** For the newest trade, when nothing has said for long that none is missing at the end. */
    @Nullable
    Ask quietAsk() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = nanoTime.getAsLong();
            boolean quiet = known.newest() != 0 && question.isQuiet(now);
            return quiet ? question.ask(product, now) : null;
        } finally {
            lock.unlock();
        }
    }

    /** No trade before this one is wanted; 0 while none is known. Does not wait. */
    public long lowest() {
        return known.lowest();
    }

    /** The newest trade that is believed to exist; 0 for none. Does not wait. */
    public long newest() {
        return known.newest();
    }

    /** What came, for tests. */
    LongRanges seen() {
        return known.seen();
    }
}
