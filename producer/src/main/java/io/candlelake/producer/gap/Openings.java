package io.candlelake.producer.gap;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one product's gaps: a report, and a hole for REST to fill. Of a gap larger than the backfill's limit, only the newest trades are to be filled. */
final class Openings {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    private final ProductId product;
    private final long limit;
    private final Holes holes;
    private final GapListener listener;

    Openings(ProductId product, long limit, Holes holes, GapListener listener) {
        this.product = product;
        this.limit = limit;
        this.holes = holes;
        this.listener = listener;
    }

    /** Nothing when first is after last. */
    void open(long first, long last, Sight sight, FrameRecords records) {
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

    /** A gap of an earlier process, which reported it; for what cause, is not known any more. Nothing when first is after last. */
    void resume(long first, long last, long dueNanos) {
        if (first <= last) {
            GapReport opened = report(first, last, GapStatus.OPEN, GapCause.DOWNTIME);
            listener.resumed(opened);
            holes.add(new Hole(first, last, new OpenGap(opened), dueNanos));
        }
    }

    private GapReport report(long first, long last, GapStatus status, GapCause cause) {
        return new GapReport(product, first, last, status, cause);
    }
}
