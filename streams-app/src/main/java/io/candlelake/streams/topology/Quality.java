package io.candlelake.streams.topology;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.streams.candle.ProductClock;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.quality.QualityChecks;
import io.candlelake.streams.state.ProductStore;
import java.util.ArrayList;
import java.util.List;

/** Tells the checks of what happens. Only wires: the checks decide. */
final class Quality implements Rows.Listener {
    private final long graceMicros;
    private final QualityChecks checks;
    private final ProductStore products;
    private final RawInput input;

    /** Alerts become rows. */
    Quality(TopologySettings settings, ProductStore products, RawInput input, Rows rows) {
        this.graceMicros = settings.candles().graceMicros();
        this.checks = new QualityChecks(settings.quality(), rows::alert);
        this.products = products;
        this.input = input;
    }

    void trade(ProductState state, FlatTrade trade) {
        checks.trade(state.quality(), trade);
    }

    /** The grace is the candles': what they take for late is late here too. */
    void endOfFrame(ProductState state) {
        long watermark = state.watermark();
        if (watermark != ProductState.NONE) {
            checks.passed(state.productId(), state.quality(), watermark - graceMicros);
        }
        checks.heard(state.productId(), state.quality(), input.receivedMicros(), input.feed() == Feed.REPLAY);
    }

    void replayEnd(ProductState state) {
        checks.replayEnd(state.productId(), state.quality());
    }

    /** @param now by the clock of the receipts */
    void check(long now) {
        List<ProductId> silent = new ArrayList<>();
        for (ProductState state : products.all()) {
            if (now != ProductState.NONE && checks.isSilent(state.quality(), now)) {
                silent.add(state.productId());
            }
        }
        silent.forEach(
                product -> checks.fellSilent(product, products.change(product).quality()));
    }

    /** A minute that was followed only in part, at the start of everything or at the end of a replay, is expected to be so. */
    @Override
    public void candle(Candle candle, boolean isOfClock) {
        if (candle.interval() != Interval.ONE_MINUTE || candle.reason() != CandleReason.CLOSE) {
            return;
        }
        ProductState state = products.change(candle.productId());
        ProductClock clock = state.clock();
        boolean isWhole = clock.sessionStart() <= candle.openTime().epochMicros()
                && (isOfClock || clock.watermark() >= candle.closeTime().epochMicros());
        if (isWhole) {
            checks.closed(state.quality(), candle);
        }
    }

    /** A replay is as fast as its file can be read, so that its rejects have no rate; the replay itself tells how many there were. */
    @Override
    public void reject(RejectReason reason) {
        if (input.feed() == Feed.REPLAY) {
            return;
        }
        ProductId product = input.product().orElse(QualityChecks.NO_PRODUCT);
        // Partitions are counted apart, for they are processed apart.
        String place = input.product().isPresent()
                ? ""
                : " in partition " + input.position().partition();
        checks.rejected(product, products.change(product).quality(), reason, input.receivedMicros(), place);
    }
}
