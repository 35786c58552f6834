package io.candlelake.streams.candle;

import io.candlelake.domain.ProductId;
import java.util.function.Consumer;

/**
 * Which products have fallen silent, by the clock.
 *
 * <p>The clock is that of the receipts: while frames of other products come, the newest receipt is now, so that a backlog
 * closes nothing early. Only when no frame at all came for twice as long is it the wall clock, for then there is no backlog
 * either, or none that can be read. A replay has no clock: it says itself when it ends.
 */
public final class Silence {
    private static final long MICROS_PER_MILLI = 1_000L;

    private final CandleEngine engine;
    private final long silenceMicros;
    private long newestReceipt = ProductState.NONE;
    private long lastFrameMillis;
    private boolean framesCame;

    /** Nothing was heard yet, since now. */
    public Silence(CandleEngine engine, CandleSettings settings, long nowMillis) {
        this.engine = engine;
        this.silenceMicros = settings.silenceMicros();
        this.lastFrameMillis = nowMillis;
    }

    /** A trade or a heartbeat of the product was received then. */
    public void heard(ProductState state, long receivedAt, boolean isReplay) {
        framesCame = true;
        if (isReplay) {
            state.heardAt = ProductState.NONE;
        } else {
            state.heardAt = receivedAt;
            newestReceipt = Math.max(newestReceipt, receivedAt);
        }
    }

    /**
     * Looks after the products, once in a while.
     *
     * @param changed told of each one whose windows the clock closes
     */
    public void check(Iterable<ProductState> states, long nowMillis, Consumer<ProductId> changed) {
        if (framesCame) {
            framesCame = false;
            lastFrameMillis = nowMillis;
        }
        boolean isIdle = (nowMillis - lastFrameMillis) * MICROS_PER_MILLI >= 2 * silenceMicros;
        long now = isIdle ? nowMillis * MICROS_PER_MILLI : newestReceipt;
        if (now == ProductState.NONE) {
            // Since the start nothing was received that has a time.
            return;
        }
        for (ProductState state : states) {
            if (state.heardAt != ProductState.NONE && now - silenceMicros >= state.heardAt) {
                changed.accept(state.productId());
                engine.silence(state, now - silenceMicros);
            }
        }
    }
}
