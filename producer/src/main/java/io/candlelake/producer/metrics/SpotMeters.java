package io.candlelake.producer.metrics;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.spot.SpotListener;
import io.micrometer.core.instrument.Counter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts spot prices, by pair. */
final class SpotMeters implements SpotListener {
    private final Map<ProductId, PairMeters> pairs;

    private record PairMeters(Counter fetched, Counter failed, Counter missed) {}

    SpotMeters(Meters meters, Collection<ProductId> pairs) {
        this.pairs = pairs.stream().collect(Collectors.toMap(Function.identity(), pair -> {
            String label = pair.value();
            return new PairMeters(
                    meters.counter(Metric.SPOT_PRICES, label),
                    meters.counter(Metric.SPOT_FAILED, label),
                    meters.counter(Metric.SPOT_MISSED, label));
        }));
    }

    private PairMeters of(ProductId pair) {
        PairMeters known = pairs.get(pair);
        if (known == null) {
            throw new IllegalArgumentException(pair + " is not polled");
        }
        return known;
    }

    @Override
    public void fetched(ProductId pair) {
        of(pair).fetched().increment();
    }

    @Override
    public void failed(ProductId pair) {
        of(pair).failed().increment();
    }

    @Override
    public void missed(ProductId pair, long intervals) {
        of(pair).missed().increment((double) intervals);
    }
}
