package io.candlelake.producer.metrics;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.gap.GapListener;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts gaps, by product. */
final class GapMeters implements GapListener {
    private final Meters meters;
    private final Map<ProductId, ProductGaps> products = new ConcurrentHashMap<>();

    /** @param products that are there from the beginning, at zero: what was never seen cannot be seen to rise */
    GapMeters(Meters meters, Collection<ProductId> products) {
        this.meters = meters;
        products.forEach(this::of);
    }

    private ProductGaps of(ProductId product) {
        return products.computeIfAbsent(product, id -> new ProductGaps(meters, id));
    }

    @Override
    public void opened(GapReport report) {
        of(report.productId()).opened(report);
    }

    @Override
    public void resumed(GapReport report) {
        of(report.productId()).resumed(report);
    }

    @Override
    public void unrepairable(GapReport report) {
        of(report.productId()).unrepairable(report);
    }

    @Override
    public void closed(GapReport opening) {
        of(opening.productId()).closed(opening);
    }
}
