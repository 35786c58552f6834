package io.candlelake.benchmarks.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.benchmarks.load.CandleValues;
import io.candlelake.benchmarks.load.Window;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandleReaderTest {
    private static final long DAY = 86_400_000_000L;
    private static final Window FIRST_MINUTE = new Window("BTC-USD", "1m", 0);

    private final CandleReader reader = new CandleReader(DAY);

    @Test
    void sameValuesAreRightHoweverTheyAreWritten() {
        read("1970-01-01T00:00:00.000000Z", "\"100.00\"", 1);
        assertThat(reader.wrong(expected("100"))).isZero();

        read("1970-01-01 00:00:00", "100.0", 1);
        assertThat(reader.wrong(expected("100"))).isZero();
    }

    @Test
    void newestRevisionCounts() {
        read("1970-01-01T00:00:00Z", "\"101\"", 2);
        read("1970-01-01T00:00:00Z", "\"100\"", 1);

        assertThat(reader.wrong(expected("101"))).isZero();
        assertThat(reader.wrong(expected("100"))).isEqualTo(1);
    }

    @Test
    void absentAndSurplusCandlesAreWrong() {
        assertThat(reader.wrong(expected("100"))).isEqualTo(1);

        read("1970-01-01T00:01:00Z", "\"100\"", 1);
        assertThat(reader.wrong(expected("100"))).isEqualTo(2);
    }

    @Test
    void windowsWithoutATradeAndThoseAfterTheEndAreNotLookedAt() {
        reader.read(
                "{\"product_id\":\"BTC-USD\",\"interval\":\"1m\",\"open_time\":\"1970-01-01T00:00:00Z\",\"status\":\"EMPTY\"}"
                        .getBytes(UTF_8));
        read("1970-01-02T00:00:00Z", "\"100\"", 1);

        assertThat(reader.found()).isZero();
    }

    private void read(String openTime, String open, int revision) {
        reader.read(
                ("{\"product_id\":\"BTC-USD\",\"interval\":\"1m\",\"open_time\":\"" + openTime + "\",\"open\":" + open
                                + ",\"high\":\"103\",\"low\":\"99\",\"close\":\"99\",\"volume\":\"3.50\",\"notional\":\"355.5\","
                                + "\"trade_count\":3,\"revision\":" + revision + "}")
                        .getBytes(UTF_8));
    }

    private static Map<Window, CandleValues> expected(String open) {
        return Map.of(
                FIRST_MINUTE,
                new CandleValues(
                        decimal(open),
                        decimal("103"),
                        decimal("99"),
                        decimal("99"),
                        decimal("3.5"),
                        decimal("355.5"),
                        3));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
