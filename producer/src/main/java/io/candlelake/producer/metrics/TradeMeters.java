package io.candlelake.producer.metrics;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.domain.ProductId;
import io.micrometer.core.instrument.Counter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the trades of one feed's frames, by product. */
final class TradeMeters implements Consumer<Frame> {
    /** Of no product that was asked for: each name would be a series for ever, and names come from outside. */
    private static final String OTHER = "other";

    private final Map<ProductId, Counter> products;
    private final Counter other;

    TradeMeters(Meters meters, String feed, Collection<ProductId> products) {
        this.products = products.stream()
                .collect(Collectors.toMap(
                        Function.identity(), product -> meters.counter(Metric.TRADES, feed, product.value())));
        other = meters.counter(Metric.TRADES, feed, OTHER);
    }

    @Override
    public void accept(Frame frame) {
        if (frame instanceof Frame.Trades trades) {
            for (JudgedTrade trade : trades.trades()) {
                Counter known = trade.productId().isPresent()
                        ? products.get(trade.productId().get())
                        : null;
                (known == null ? other : known).increment();
            }
        }
    }
}
