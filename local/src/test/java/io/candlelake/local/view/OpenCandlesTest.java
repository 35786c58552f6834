package io.candlelake.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OpenCandlesTest {
    private final OpenCandles candles = new OpenCandles();

    private void trade(long id, String time, String price) {
        Timestamp at = Timestamp.of("2026-07-07T" + time + "Z");
        candles.add(new Tick(
                ProductId.of("BTC-USD"),
                TradeId.of(id),
                new BigDecimal(price),
                new BigDecimal("0.5"),
                TakerSide.BUY,
                at,
                OptionalLong.empty(),
                Feed.SIMULATOR,
                at,
                new RawPosition(0, 0)));
    }

    private OpenCandles.Quote quote() {
        return candles.quotes().get(0);
    }

    @Test
    void withoutATradeThereIsNoQuote() {
        assertThat(candles.quotes()).isEmpty();
    }

    @Test
    void theMinuteOfTheLastTradeIsFolded() {
        trade(1, "22:58:01", "100");
        trade(2, "22:58:02", "103");
        trade(3, "22:58:03", "99");
        trade(4, "22:58:04", "101");
        assertThat(quote().prices().open()).isEqualByComparingTo("100");
        assertThat(quote().prices().high()).isEqualByComparingTo("103");
        assertThat(quote().prices().low()).isEqualByComparingTo("99");
        assertThat(quote().prices().close()).isEqualByComparingTo("101");
        assertThat(quote().volume()).isEqualByComparingTo("2");
        assertThat(quote().trades()).isEqualTo(4);
        assertThat(quote().openTime()).isEqualTo(Timestamp.of("2026-07-07T22:58:00Z"));
    }

    @Test
    void aNewMinuteBeginsAnew() {
        trade(1, "22:58:59", "100");
        trade(2, "22:59:00", "90");
        assertThat(quote().trades()).isEqualTo(1);
        assertThat(quote().prices().open()).isEqualByComparingTo("90");
    }

    @Test
    void aLateTradeOfAnEarlierMinuteChangesNothing() {
        trade(2, "22:59:00", "90");
        trade(1, "22:58:59", "100");
        assertThat(quote().trades()).isEqualTo(1);
        assertThat(quote().direction()).isZero();
    }

    @Test
    void theDirectionIsOfTheLastChange() {
        trade(1, "22:58:01", "100");
        assertThat(quote().direction()).isZero();
        trade(2, "22:58:02", "101");
        trade(3, "22:58:02", "101.00");
        assertThat(quote().direction()).isPositive();
        trade(4, "22:58:03", "100");
        assertThat(quote().direction()).isNegative();
    }
}
