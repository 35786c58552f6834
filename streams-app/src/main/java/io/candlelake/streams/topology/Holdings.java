package io.candlelake.streams.topology;

import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.gap.KnownGap;
import io.candlelake.streams.metrics.StreamsCounts;
import io.candlelake.streams.metrics.TaskFigures;
import io.candlelake.streams.state.ProductStore;
import java.util.HashMap;
import java.util.Map;

/** How much a task holds, told by its own thread once a second, for the state is not to be looked at from another. */
final class Holdings {
    private final String task;
    private final ProductStore products;
    private final StreamsCounts counts;

    Holdings(String task, ProductStore products, StreamsCounts counts) {
        this.task = task;
        this.products = products;
        this.counts = counts;
    }

    void tell() {
        int openWindows = 0;
        int seenRanges = 0;
        int openGaps = 0;
        Map<ProductId, Long> watermarks = new HashMap<>();
        for (ProductState state : products.all()) {
            for (Interval interval : Interval.values()) {
                openWindows += state.open(interval).size();
            }
            seenRanges += state.seen().count();
            for (KnownGap gap : state.gaps().gaps()) {
                openGaps += gap.closed() ? 0 : 1;
            }
            long watermark = state.clock().watermark();
            if (watermark != ProductState.NONE) {
                watermarks.put(state.productId(), watermark);
            }
        }
        counts.holds(
                task,
                new TaskFigures(
                        products.all().size(),
                        openWindows,
                        seenRanges,
                        openGaps,
                        products.storedEntries(),
                        products.storedBytes(),
                        watermarks));
    }

    void gone() {
        counts.gone(task);
    }
}
