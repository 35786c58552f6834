package io.candlelake.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "BTC", "btc-usd", "BTC-USD-X", "BTC_USD", "-USD", "BTC-", "BTC-USD ", "ВТС-USD"})
    void whatIsNoMarketIsRefusedWithAHint(String text) {
        assertThat(ProductId.parse(text)).isEmpty();
        assertThatThrownBy(() -> ProductId.of(text)).hasMessageContaining("BTC-USD");
    }

    @ParameterizedTest
    @CsvSource({
        "1m,  2026-07-07T22:58:00.000000Z",
        "5m,  2026-07-07T22:55:00.000000Z",
        "15m, 2026-07-07T22:45:00.000000Z",
        "1h,  2026-07-07T22:00:00.000000Z",
        "6h,  2026-07-07T18:00:00.000000Z",
        "1d,  2026-07-07T00:00:00.000000Z"
    })
    void windowsAreAlignedToTheEpoch(String interval, String openTime) {
        Timestamp time = Timestamp.of("2026-07-07T22:58:17.164892Z");
        assertThat(Interval.parse(interval).orElseThrow().openTime(time)).hasToString(openTime);
        assertThat(Interval.parse(interval).orElseThrow().openTime(Timestamp.of(openTime)))
                .hasToString(openTime);
    }

    @Test
    void windowsBefore1970AreAlignedToo() {
        assertThat(Interval.ONE_HOUR.openTime(Timestamp.of("1969-12-31T23:30:00Z")))
                .hasToString("1969-12-31T23:00:00.000000Z");
    }

    @Test
    void aTradeIdIsPositive() {
        assertThatThrownBy(() -> TradeId.of(0)).hasMessageContaining("positive");
    }
}
