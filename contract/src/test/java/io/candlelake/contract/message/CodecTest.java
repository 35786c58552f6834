package io.candlelake.contract.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Alert;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Gap;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.SpotPrice;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");

    @Property(tries = 2_000)
    void aTickComesBackToTheLastDigit(
            @ForAll @BigRange(min = "0.000000000000000001", max = "99999999999999999999.999999999999999999") @Scale(18)
                    BigDecimal price,
            @ForAll @LongRange(min = 1) long tradeId,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long micros,
            @ForAll TakerSide side) {
        Tick tick = new Tick(
                BTC,
                TradeId.of(tradeId),
                price,
                new BigDecimal("1e-8"),
                side,
                new Timestamp(micros),
                tradeId % 2 == 0 ? OptionalLong.empty() : OptionalLong.of(tradeId),
                Feed.EXCHANGE,
                new Timestamp(micros + 1),
                new RawPosition(3, tradeId));
        Tick back = TickCodec.decode(TickCodec.encode(tick));
        assertThat(back)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(tick);
    }

    @Test
    void decimalsAreTextWithoutExponentAndTimesHaveMicroseconds() {
        Tick tick = new Tick(
                BTC,
                TradeId.of(7),
                new BigDecimal("1E+3"),
                new BigDecimal("1E-8"),
                TakerSide.BUY,
                Timestamp.of("2026-07-07T22:58:17Z"),
                OptionalLong.empty(),
                Feed.REPLAY,
                Timestamp.of("2026-07-07T22:58:18.5Z"),
                new RawPosition(0, 9));
        assertThat(new String(TickCodec.encode(tick), UTF_8))
                .isEqualTo("{\"product_id\":\"BTC-USD\",\"trade_id\":7,\"price\":\"1000\",\"size\":\"0.00000001\","
                        + "\"taker_side\":\"buy\",\"time\":\"2026-07-07T22:58:17.000000Z\",\"feed\":\"replay\","
                        + "\"received_at\":\"2026-07-07T22:58:18.500000Z\",\"raw_partition\":0,\"raw_offset\":9}");
    }

    @Test
    void aCandleComesBack() {
        Candle candle = new Candle(
                BTC,
                Interval.FIVE_MINUTES,
                Timestamp.of("2026-07-07T22:55:00Z"),
                Optional.of(new Candle.Prices(
                        new BigDecimal("1"),
                        new BigDecimal("4"),
                        new BigDecimal("1"),
                        new BigDecimal("2"),
                        new BigDecimal("1.500000000000000000"))),
                new BigDecimal("3"),
                new BigDecimal("4.5"),
                new BigDecimal("1"),
                new BigDecimal("2"),
                3,
                Optional.of(new Candle.TradeIds(5, 8)),
                1,
                false,
                CandleStatus.TRADED,
                2,
                CandleReason.LATE,
                Timestamp.of("2026-07-07T23:00:02Z"));
        assertThat(CandleCodec.decode(CandleCodec.encode(candle))).isEqualTo(candle);
        assertThat(new String(CandleCodec.encode(candle), UTF_8))
                .contains("\"close_time\":\"2026-07-07T23:00:00.000000Z\"", "\"interval\":\"5m\"");
    }

    @Property(tries = 500)
    void aRejectKeepsItsBytes(@ForAll byte[] payload) {
        Reject reject = new Reject(
                RejectReason.MALFORMED_JSON,
                "not a \"JSON\" object",
                payload,
                Feed.REPLAY,
                Optional.empty(),
                Timestamp.of("2026-07-07T23:00:02Z"),
                new RawPosition(1, 2));
        Reject back = RejectCodec.decode(RejectCodec.encode(reject));
        assertThat(back.payload()).isEqualTo(payload);
        assertThat(back).usingRecursiveComparison().isEqualTo(reject);
    }

    @Test
    void anOpenGapAndARepairedOneComeBack() {
        Gap open = new Gap(
                BTC,
                7,
                9,
                GapStatus.OPEN,
                GapCause.RECONNECT,
                Timestamp.of("2026-07-07T22:58:17.5Z"),
                Optional.empty());
        Gap repaired = new Gap(
                BTC,
                7,
                9,
                GapStatus.REPAIRED,
                GapCause.RECONNECT,
                Timestamp.of("2026-07-07T22:58:17.5Z"),
                Optional.of(Timestamp.of("2026-07-07T22:58:18Z")));
        assertThat(GapCodec.decode(GapCodec.encode(open))).isEqualTo(open);
        assertThat(GapCodec.decode(GapCodec.encode(repaired))).isEqualTo(repaired);
    }

    @Test
    void aSpotPriceComesBack() {
        SpotPrice price = new SpotPrice(
                UUID.fromString("6f1d2c3b-0000-4000-8000-000000000001"),
                BTC,
                new BigDecimal("63514.600000000000000001"),
                "USD",
                Timestamp.of("2026-07-07T22:58:17.5Z"));
        assertThat(SpotPriceCodec.decode(SpotPriceCodec.encode(price))).isEqualTo(price);
    }

    @Test
    void anAlertComesBackWithAndWithoutNumbers() {
        Alert alert = new Alert(
                UUID.fromString("6f1d2c3b-0000-4000-8000-000000000001"),
                "btc-above-70k",
                BTC,
                "THRESHOLD",
                Optional.of(new BigDecimal("70000.5")),
                Optional.of(new BigDecimal("70000")),
                Timestamp.of("2026-07-07T22:58:17.5Z"),
                "BTC-USD rose above 70000");
        Alert without = new Alert(
                alert.alertId(),
                "spot-missed",
                BTC,
                "MISSED_INTERVAL",
                Optional.empty(),
                Optional.empty(),
                alert.time(),
                "HTTP 500");
        assertThat(AlertCodec.decode(AlertCodec.encode(alert))).isEqualTo(alert);
        assertThat(AlertCodec.decode(AlertCodec.encode(without))).isEqualTo(without);
    }
}
