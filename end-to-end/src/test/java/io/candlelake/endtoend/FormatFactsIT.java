package io.candlelake.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.ObservedCandle;
import io.candlelake.endtoend.observed.ObservedTick;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is peculiar about Coinbase's formats, fact by fact, from the frame to the rows: what they must be stands here literally. */
@Tag("slow")
@Order(5)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ReplayedStack.Provider.class)
final class FormatFactsIT {
    /** As Go prints it. */
    private static final String ADVANCED_HEARTBEAT =
            "{\"channel\":\"heartbeats\",\"client_id\":\"\",\"timestamp\":\"2026-05-05T10:01:05.1Z\",\"sequence_num\":1,"
                    + "\"events\":[{\"current_time\":\"2026-05-05 10:01:05.123456789 +0000 UTC m=+78634.123456789\",\"heartbeat_counter\":\"5\"}]}";

    private final ReplayedStack stack;

    FormatFactsIT(ReplayedStack stack) {
        this.stack = stack;
    }

    /** Each fact has a product of its own; one replay has them all. */
    @BeforeAll
    void replay() throws Exception {
        List<String> lines = List.of(
                update(0, "update", trade(41, "ODD-USD", "1", "1", "BUY", "10:00:10")),
                ADVANCED_HEARTBEAT,
                update(2, "update", trade(42, "ODD-USD", "2", "1", "BUY", "10:00:50")),
                match("match", 1, "SIDE-USD", "sell", "1", "10", "10:00:01.000000"),
                match("match", 2, "SIDE-USD", "buy", "2", "10", "10:00:02.000000"),
                update(0, "update", trade(3, "SIDE-USD", "10", "4", "SELL", "10:00:03")),
                update(1, "update", trade(4, "SIDE-USD", "10", "8", "BUY", "10:00:04")),
                match("match", 12, "TIES-USD", "sell", "1", "102", "10:00:01.000007"),
                match("match", 11, "TIES-USD", "sell", "1", "101", "10:00:01.000007"),
                match("match", 13, "TIES-USD", "sell", "1", "103", "10:00:01.000007"),
                update(
                        0,
                        "update",
                        trade(23, "NEWEST-USD", "203", "1", "BUY", "10:00:03"),
                        trade(22, "NEWEST-USD", "202", "1", "BUY", "10:00:02"),
                        trade(21, "NEWEST-USD", "201", "1", "BUY", "10:00:01")),
                match("match", 31, "ZEROS-USD", "buy", "0.20000000", "63514.60000000", "10:00:01.100000"),
                update(
                        0,
                        "update",
                        trade(31, "ZEROS-USD", "63514.6", "0.2", "BUY", "10:00:01.1"),
                        trade(32, "ZEROS-USD", "63514.600", "100", "BUY", "10:00:02")),
                match("match", 33, "ZEROS-USD", "buy", "0.000000000000000001", "1", "10:00:03.000000"),
                match("last_match", 51, "LAST-USD", "buy", "1", "1", "10:00:01.000000"),
                match("match", 52, "LAST-USD", "buy", "1", "2", "10:00:02.000000"),
                match("last_match", 52, "LAST-USD", "buy", "1", "2", "10:00:02.000000"),
                match("last_match", 53, "LAST-USD", "buy", "1", "3", "10:00:03.000000"),
                match("match", 54, "LAST-USD", "buy", "1", "4", "10:00:04.000000"),
                update(0, "update", trade(61, "SNAP-USD", "1", "1", "BUY", "10:00:01")),
                update(
                        0,
                        "snapshot",
                        trade(62, "SNAP-USD", "2", "1", "BUY", "10:00:02"),
                        trade(61, "SNAP-USD", "1", "1", "BUY", "10:00:01"),
                        trade(60, "SNAP-USD", "3", "1", "BUY", "10:00:00")),
                match("match", 71, "ZERO-USD", "buy", "1", "1", "10:00:01.000000"),
                heartbeat("ZERO-USD", 0, "10:00:02.000000"),
                match("match", 72, "ZERO-USD", "buy", "1", "1", "10:00:03.000000"),
                heartbeat("ZERO-USD", 72, "10:00:04.000000"),
                heartbeat("ZERO-USD", 74, "10:00:05.000000"));
        stack.replay(
                        Files.writeString(stack.sandbox().file("facts.ndjson"), String.join("\n", lines) + "\n", UTF_8),
                        List.of())
                .succeeded();
    }

    @Test
    void sideIsTheMakersSoTheTakersIsTheOther() {
        assertThat(ticks("SIDE-USD").stream().map(Trade::takerSide)).containsExactly("buy", "sell", "buy", "sell");
        ObservedCandle minute = minute("SIDE-USD", "10:00", 1);
        assertThat(minute.traded().orElseThrow().buyVolume()).isEqualByComparingTo("5");
        assertThat(minute.traded().orElseThrow().sellVolume()).isEqualByComparingTo("10");
    }

    @Test
    void tradesOfTheSameMicrosecondAreOrderedByTheirIds() {
        ObservedCandle minute = minute("TIES-USD", "10:00", 1);
        assertThat(minute.traded().orElseThrow().open()).isEqualByComparingTo("101");
        assertThat(minute.traded().orElseThrow().close()).isEqualByComparingTo("103");
    }

    @Test
    void anUpdateOfSeveralTradesIsNewestFirst() {
        assertThat(ticks("NEWEST-USD").stream().map(Trade::id)).containsExactly(21L, 22L, 23L);
        ObservedCandle minute = minute("NEWEST-USD", "10:00", 1);
        assertThat(minute.traded().orElseThrow().open()).isEqualByComparingTo("201");
        assertThat(minute.traded().orElseThrow().close()).isEqualByComparingTo("203");
        assertThat(minute.traded().orElseThrow().missingTrades()).isZero();
        assertThat(gaps("NEWEST-USD")).isZero();
    }

    @Test
    void trailingZerosMayBeThereOrNot() {
        assertThat(ticks("ZEROS-USD"))
                .containsExactly(
                        new Trade(
                                "ZEROS-USD",
                                31,
                                new BigDecimal("63514.6"),
                                new BigDecimal("0.2"),
                                "sell",
                                at("10:00:01.1")),
                        new Trade(
                                "ZEROS-USD",
                                32,
                                new BigDecimal("63514.6"),
                                new BigDecimal("100"),
                                "sell",
                                at("10:00:02")),
                        new Trade(
                                "ZEROS-USD",
                                33,
                                BigDecimal.ONE,
                                new BigDecimal("0.000000000000000001"),
                                "sell",
                                at("10:00:03")));
        assertThat(rejects("ZEROS-USD"))
                .as("the same trade, written otherwise, is no contradiction")
                .isZero();
    }

    /** Coinbase prints it as Go does. That the time was understood shows in what it closes: a trade that comes after it is late. */
    @Test
    void theHeartbeatOfAdvancedTradeHasATimeOfItsOwnForm() {
        assertThat(minute("ODD-USD", "10:00", 1).traded().orElseThrow().tradeCount())
                .isEqualTo(1);
        ObservedCandle late = minute("ODD-USD", "10:00", 2);
        assertThat(late.reason()).isEqualTo("LATE");
        assertThat(late.traded().orElseThrow().tradeCount()).isEqualTo(2);
        assertThat(rejects("ODD-USD")).isZero();
    }

    @Test
    void lastMatchIsNeitherLostNorDoubled() {
        assertThat(ticks("LAST-USD").stream().map(Trade::id)).containsExactly(51L, 52L, 53L, 54L);
        assertThat(minute("LAST-USD", "10:00", 1).traded().orElseThrow().volume())
                .isEqualByComparingTo("4");
    }

    @Test
    void aSnapshotRepeatsTradesThatAreKnown() {
        assertThat(ticks("SNAP-USD").stream().map(Trade::id)).containsExactly(60L, 61L, 62L);
        assertThat(gaps("SNAP-USD"))
                .as("what is older than the first was never missing")
                .isZero();
    }

    @Test
    void aHeartbeatsLastTradeIdOfZeroIsUnknown() {
        assertThat(stack.tables().gaps().stream().filter(gap -> gap.product().equals("ZERO-USD")))
                .singleElement()
                .matches(gap -> gap.isOpening() && gap.first() == 73 && gap.last() == 74);
    }

    private static String match(
            String type, long id, String product, String side, String size, String price, String time) {
        return String.format(
                "{\"type\":\"%s\",\"trade_id\":%d,\"maker_order_id\":\"m\",\"taker_order_id\":\"t\","
                        + "\"side\":\"%s\",\"size\":\"%s\",\"price\":\"%s\",\"product_id\":\"%s\","
                        + "\"sequence\":%d,\"time\":\"%s\"}",
                type, id, side, size, price, product, id * 10, "2026-05-05T" + time + "Z");
    }

    private static String heartbeat(String product, long lastTradeId, String time) {
        return String.format(
                "{\"type\":\"heartbeat\",\"last_trade_id\":%d,\"product_id\":\"%s\",\"sequence\":%d,"
                        + "\"time\":\"2026-05-05T%sZ\"}",
                lastTradeId, product, lastTradeId * 10, time);
    }

    private static String update(long sequence, String type, String... trades) {
        return String.format(
                "{\"channel\":\"market_trades\",\"client_id\":\"\",\"timestamp\":\"2026-05-05T10:00:59.000000001Z\","
                        + "\"sequence_num\":%d,\"events\":[{\"type\":\"%s\",\"trades\":[%s]}]}",
                sequence, type, String.join(",", trades));
    }

    private static String trade(long id, String product, String price, String size, String side, String time) {
        return String.format(
                "{\"trade_id\":\"%d\",\"product_id\":\"%s\",\"price\":\"%s\",\"size\":\"%s\",\"side\":\"%s\",\"time\":\"%s\"}",
                id, product, price, size, side, "2026-05-05T" + time + "Z");
    }

    private static Instant at(String time) {
        return Instant.parse("2026-05-05T" + time + "Z");
    }

    /** By their ids. */
    private List<Trade> ticks(String product) {
        return stack.tables().ticks().stream()
                .map(ObservedTick::trade)
                .filter(trade -> trade.product().equals(product))
                .sorted(Comparator.comparingLong(Trade::id))
                .toList();
    }

    private ObservedCandle minute(String product, String openTime, long revision) {
        return stack.tables().candles().stream()
                .filter(candle -> candle.key().product().equals(product))
                .filter(candle -> candle.key().interval().equals("1m"))
                .filter(candle -> candle.key().openTime().equals(at(openTime + ":00")))
                .filter(candle -> candle.revision() == revision)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no revision " + revision + " of that minute of " + product));
    }

    private long gaps(String product) {
        return stack.tables().gaps().stream()
                .filter(gap -> gap.product().equals(product))
                .count();
    }

    private long rejects(String product) {
        return stack.tables().rejects().stream()
                .filter(reject ->
                        UTF_8.decode(reject.payload().duplicate()).toString().contains(product))
                .count();
    }
}
