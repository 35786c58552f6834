package io.candlelake.producer.gap;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows for the trades that a page was asked for and does not have.
 *
 * <p>Only a page with a newer and an older trade says that one between them does not exist, and only several of them over some time are believed: REST may
 * lag behind the feed, and its parts behind each other. An empty page, or none, says nothing.
 */
final class Judgement {
    private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);

    private final ProductId product;
    private final GapSettings settings;
    private final Holes holes;
    private final GapListener listener;

    Judgement(ProductId product, GapSettings settings, Holes holes, GapListener listener) {
        this.product = product;
        this.settings = settings;
        this.holes = holes;
        this.listener = listener;
    }

    /** Of a page that has been taken. */
    void judge(Ask ask, TradeIds page, long now, FrameRecords records) {
        boolean useful = page.first() <= ask.last() && page.last() >= ask.first();
        for (Hole hole : holes.within(ask.first(), ask.last())) {
            hole.asked = false;
            if (hole.last < page.first() && useful) {
                // The page was full before it came so far down.
                hole.dueNanos = now;
            } else if (hole.last < page.first() || hole.first > page.last()) {
                hole.misses++;
                hole.dueNanos = now + settings.retryNanos(hole.misses);
            } else {
                notThere(hole, now, records);
            }
        }
    }

    private void notThere(Hole hole, long now, FrameRecords records) {
        if (hole.answers == 0) {
            hole.firstAnswerNanos = now;
        }
        hole.answers++;
        hole.dueNanos = now + settings.retryNanos(hole.answers);
        boolean longEnough =
                now - hole.firstAnswerNanos >= settings.answersOver().toNanos();
        if (hole.answers >= settings.answers() && longEnough) {
            giveUp(hole, records);
        }
    }

    private void giveUp(Hole hole, FrameRecords records) {
        LOG.warn("{}: REST does not have the trades {} to {} either", product, hole.first, hole.last);
        GapReport report = new GapReport(
                product,
                hole.first,
                hole.last,
                GapStatus.UNREPAIRABLE,
                hole.gap.opening().cause());
        records.report(report);
        listener.unrepairable(report);
        holes.remove(hole);
    }

    /** Of a question without an answer. */
    void retry(Ask ask, long dueNanos) {
        for (Hole hole : holes.within(ask.first(), ask.last())) {
            hole.asked = false;
            hole.dueNanos = dueNanos;
        }
    }
}
