package io.candlelake.streams.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Candle;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.gap.KnownGap;
import io.candlelake.streams.state.ClosedCandleStore;
import io.candlelake.streams.state.StateStores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** When the clock closes windows. */
class SilenceTest {
    private static final Timestamp TRADED = Timestamp.of("2026-11-25T06:44:30Z");
    private static final long MINUTE_MILLIS = 60_000;

    private final List<Candle> candles = new ArrayList<>();
    private final CandleOutput output = new CandleOutput() {
        @Override
        public void tick(FlatTrade trade) {}

        @Override
        public void candle(Candle candle) {
            candles.add(candle);
        }

        @Override
        public void live(Candle candle) {}

        @Override
        public void reject(RejectReason reason, String detail) {}

        @Override
        public void gap(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt) {}
    };
    private final CandleEngine engine = new CandleEngine(
            CandleSettings.DEFAULT,
            new ClosedCandleStore(StateStores.closedCandlesInMemory()),
            new CandleMaker(() -> TRADED, output),
            output);
    private final ProductState state = new ProductState(ProductId.of("PEAR-USD"));
    private final long tradedMillis = TRADED.epochMicros() / 1_000;

    @Test
    void afterARestartTheClockClosesNothingBeforeAnythingIsReceived() {
        tradeBeforeTheRestart();
        Silence restarted = new Silence(engine, CandleSettings.DEFAULT, tradedMillis + MINUTE_MILLIS);

        restarted.check(List.of(state), tradedMillis + MINUTE_MILLIS + 1_000, product -> {});

        assertThat(candles).isEmpty();
    }

    @Test
    void afterARestartALongSilenceClosesWindowsUpToTheClockAndNoFurther() {
        tradeBeforeTheRestart();
        Silence restarted = new Silence(engine, CandleSettings.DEFAULT, tradedMillis);

        restarted.check(List.of(state), tradedMillis + 3 * MINUTE_MILLIS, product -> {});

        assertThat(candles)
                .isNotEmpty()
                .allMatch(
                        candle -> candle.closeTime().epochMicros() <= TRADED.epochMicros() + 2 * MINUTE_MILLIS * 1_000);
    }

    private void tradeBeforeTheRestart() {
        Trade trade = new Trade(
                state.productId(), 7, BigDecimal.TEN, BigDecimal.ONE, TakerSide.BUY, TRADED, OptionalLong.empty());
        engine.trade(state, FlatTrade.of(trade), false);
        engine.endOfFrame(state, TRADED);
        new Silence(engine, CandleSettings.DEFAULT, tradedMillis).heard(state, TRADED.epochMicros(), false);
    }
}
