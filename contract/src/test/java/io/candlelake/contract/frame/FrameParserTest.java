package io.candlelake.contract.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
    private static final String MATCH = """
            {"type":"match","trade_id":1052119289,"maker_order_id":"15bc13f2","taker_order_id":"13d7d08f",\
            "side":"sell","size":"0.2","price":"63514.6","product_id":"BTC-USD","sequence":132235026010,\
            "time":"2026-07-07T22:58:17.164892Z"}""";

    private final FrameParser parser = new FrameParser();

    @Test
    void matchIsOneTradeWhoseTakerDidTheOppositeOfItsSide() {
        assertThat(accepted(MATCH))
                .containsExactly(new Trade(
                        ProductId.of("BTC-USD"),
                        1052119289L,
                        new BigDecimal("63514.6"),
                        new BigDecimal("0.2"),
                        TakerSide.BUY,
                        Timestamp.of("2026-07-07T22:58:17.164892Z"),
                        OptionalLong.of(132235026010L)));
    }

    @Test
    void lastMatchIsTheSameTradeAsItsMatchSoThatItIsNeitherLostNorDoubled() {
        assertThat(accepted(MATCH.replace("\"match\"", "\"last_match\""))).isEqualTo(accepted(MATCH));
    }

    @Test
    void sideIsTheMakersOnBothFeeds() {
        assertThat(accepted(with("sell", "buy"))).extracting(Trade::takerSide).containsExactly(TakerSide.SELL);
        assertThat(accepted(with("sell", "sell"))).extracting(Trade::takerSide).containsExactly(TakerSide.BUY);
        assertThat(accepted(advanced("BUY"))).extracting(Trade::takerSide).containsExactly(TakerSide.SELL);
        assertThat(accepted(advanced("SELL"))).extracting(Trade::takerSide).containsExactly(TakerSide.BUY);
    }

    @Test
    void tradesOfOneMicrosecondAreToldApartByTheirIds() {
        Trade first = accepted(MATCH).get(0);
        Trade second = accepted(with("1052119289", "1052119290")).get(0);

        assertThat(second.time()).isEqualTo(first.time());
        assertThat(second.tradeId()).isEqualTo(first.tradeId() + 1);
    }

    @Test
    void zerosAtTheEndOfANumberOrATimeChangeNothing() {
        Trade plain = accepted(with("17.164892Z", "17.5Z")).get(0);
        Trade padded = accepted(with("17.164892Z", "17.500000Z")
                        .replace("\"0.2\"", "\"0.20000000\"")
                        .replace("63514.6", "63514.60"))
                .get(0);

        assertThat(padded.time()).isEqualTo(plain.time());
        assertThat(padded.price()).isEqualByComparingTo(plain.price());
        assertThat(padded.size()).isEqualByComparingTo(plain.size());
    }

    @Test
    void advancedUpdateHoldsItsTradesNewestFirst() {
        List<Trade> trades = accepted("""
                {"channel":"market_trades","timestamp":"2026-08-09T21:05:48.251397169Z","sequence_num":9,"events":[\
                {"type":"update","trades":[\
                {"product_id":"BTC-USD","trade_id":"12","price":"2","size":"1","time":"2026-08-09T21:05:38.50436Z","side":"BUY"},\
                {"product_id":"BTC-USD","trade_id":"11","price":"1","size":"1","time":"2026-08-09T21:05:38.5Z","side":"SELL"}]}]}""");
        assertThat(trades).extracting(Trade::tradeId).containsExactly(12L, 11L);
        assertThat(trades).extracting(Trade::takerSide).containsExactly(TakerSide.SELL, TakerSide.BUY);
        assertThat(trades.get(0).time()).hasToString("2026-08-09T21:05:38.504360Z");
        assertThat(trades.get(0).sequence()).isEmpty();
    }

    @Test
    void oneBadTradeOfAFrameDoesNotTakeTheOthersWithIt() {
        Frame.Trades frame = (Frame.Trades) parse("""
                {"channel":"market_trades","events":[{"type":"update","trades":[\
                {"product_id":"BTC-USD","trade_id":"12","price":"NaN","size":"1","time":"2026-08-09T21:05:38Z","side":"BUY"},\
                7,\
                {"product_id":"BTC-USD","trade_id":"11","price":"1","size":"1","time":"2026-08-09T21:05:38Z","side":"SELL"}]}]}""");
        assertThat(frame.trades()).hasSize(3);
        assertThat(reason(frame.trades().get(0))).isEqualTo(RejectReason.INVALID_PRICE);
        assertThat(reason(frame.trades().get(1))).isEqualTo(RejectReason.MISSING_FIELD);
        assertThat(frame.trades().get(2).verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void heartbeatTellsTheTimeAndTheNewestTradeOfItsProduct() {
        assertThat(parse("""
                                {"type":"heartbeat","last_trade_id":1052119293,"product_id":"BTC-USD","sequence":1,"time":"2026-07-07T22:58:18.000000Z"}"""))
                .isEqualTo(new Frame.Heartbeat(
                        "heartbeat",
                        Optional.of(ProductId.of("BTC-USD")),
                        Timestamp.of("2026-07-07T22:58:18Z"),
                        1052119293L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"last_trade_id\":0,", "\"last_trade_id\":null,", "\"last_trade_id\":\"7\",", ""})
    void heartbeatThatDoesNotKnowTheNewestTradeIsAHeartbeatNevertheless(String lastTradeId) {
        assertThat(parse("{\"type\":\"heartbeat\"," + lastTradeId
                        + "\"product_id\":\"BTC-USD\",\"sequence\":0,\"time\":\"2026-07-07T22:58:18.000000Z\"}"))
                .isEqualTo(new Frame.Heartbeat(
                        "heartbeat", Optional.of(ProductId.of("BTC-USD")), Timestamp.of("2026-07-07T22:58:18Z"), 0));
    }

    @Test
    void advancedHeartbeatIsOfTheConnectionAndItsTimeHasItsOwnForm() {
        assertThat(parse("""
                                {"channel":"heartbeats","timestamp":"2026-08-09T21:05:48.856364007Z","sequence_num":35,"events":[\
                                {"current_time":"2026-08-09 21:05:48.854840045 +0000 UTC m=+41691.260485341","heartbeat_counter":41691}]}"""))
                .isEqualTo(new Frame.Heartbeat(
                        "heartbeats", Optional.empty(), Timestamp.of("2026-08-09T21:05:48.854840Z"), 0));
    }

    @Test
    void otherFramesAreKeptAndNamed() {
        assertThat(parse("{\"type\":\"ticker\",\"product_id\":\"ETH-USD\",\"price\":\"x\"}"))
                .isEqualTo(new Frame.Other("ticker", Optional.of(ProductId.of("ETH-USD"))));
        assertThat(parse("{\"channel\":\"l2_data\",\"events\":[{\"type\":\"update\",\"updates\":[{\"side\":1}]}]}"))
                .isEqualTo(new Frame.Other("l2_data", Optional.empty()));
    }

    @Test
    void aFrameOfSeveralMegabytesIsRead() {
        String updates = "{\"side\":\"bid\",\"price_level\":\"1\",\"new_quantity\":\"2\"},".repeat(90_000);
        assertThat(parse("{\"channel\":\"l2_data\",\"events\":[{\"updates\":[" + updates + "{}]}]}"))
                .isInstanceOf(Frame.Other.class);
    }

    @ParameterizedTest
    @MethodSource
    void badInputHasAReason(String frame, RejectReason expected) {
        assertThat(reasonOf(frame)).isEqualTo(expected);
    }

    static Stream<Arguments> badInputHasAReason() {
        return Stream.of(
                arguments("", RejectReason.EMPTY_FRAME),
                arguments(" ", RejectReason.MALFORMED_JSON),
                arguments("nonsense", RejectReason.MALFORMED_JSON),
                arguments("[]", RejectReason.MALFORMED_JSON),
                arguments("{}", RejectReason.MISSING_FIELD),
                arguments("{\"type\":1}", RejectReason.WRONG_TYPE),
                arguments(MATCH.substring(0, 100), RejectReason.MALFORMED_JSON),
                arguments(MATCH + MATCH, RejectReason.MALFORMED_JSON),
                arguments(with("63514.6", "-1"), RejectReason.INVALID_PRICE),
                arguments(with("63514.6", "0"), RejectReason.INVALID_PRICE),
                arguments(with("63514.6", "NaN"), RejectReason.INVALID_PRICE),
                arguments(with("63514.6", "Infinity"), RejectReason.INVALID_PRICE),
                arguments(with("63514.6", "١٢"), RejectReason.INVALID_PRICE),
                arguments(with("63514.6", "1e999999"), RejectReason.OUT_OF_RANGE),
                arguments(with("63514.6", "1e2147483647"), RejectReason.OUT_OF_RANGE),
                arguments(with("63514.6", "1e-999999"), RejectReason.SCALE_EXCEEDED),
                arguments(with("63514.6", "0." + "0".repeat(18) + "1"), RejectReason.SCALE_EXCEEDED),
                arguments(with("63514.6", "1" + "0".repeat(20)), RejectReason.OUT_OF_RANGE),
                arguments(with("63514.6", "9".repeat(200_000)), RejectReason.INVALID_PRICE),
                arguments(with("\"0.2\"", "0.2"), RejectReason.WRONG_TYPE),
                arguments(with("\"0.2\"", "null"), RejectReason.MISSING_FIELD),
                arguments(with("\"0.2\"", "\"-0.2\""), RejectReason.INVALID_SIZE),
                arguments(with("\"0.2\"", "[1]"), RejectReason.WRONG_TYPE),
                arguments(with("\"size\":\"0.2\",", ""), RejectReason.MISSING_FIELD),
                arguments(with("1052119289", "0"), RejectReason.INVALID_TRADE_ID),
                arguments(with("1052119289", "-5"), RejectReason.INVALID_TRADE_ID),
                arguments(with("1052119289", "99999999999999999999"), RejectReason.INVALID_TRADE_ID),
                arguments(with("1052119289", "1.5"), RejectReason.WRONG_TYPE),
                arguments(with("1052119289", "\"1052119289\""), RejectReason.WRONG_TYPE),
                arguments(with("sell", "hold"), RejectReason.INVALID_SIDE),
                arguments(with("BTC-USD", "btc usd"), RejectReason.INVALID_PRODUCT),
                arguments(with("2026-07-07T22:58:17.164892Z", "yesterday"), RejectReason.INVALID_TIME),
                arguments("{\"channel\":\"market_trades\",\"events\":[]}", RejectReason.MISSING_FIELD),
                arguments("{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}", RejectReason.MISSING_FIELD),
                arguments("[".repeat(100_000), RejectReason.MALFORMED_JSON));
    }

    @Test
    void notUtf8IsMalformed() {
        byte[] frame = MATCH.replace("sell", "s\u00e9ll").getBytes(ISO_8859_1);
        assertThat(reasonOf(parser.parse(frame))).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @Property(tries = 20_000)
    void bytesThatLookLikeAnotherEncodingAreMalformed(@ForAll @Size(max = 12) List<@IntRange(max = 4) Integer> picks) {
        byte[] likely = {0, (byte) 0xff, (byte) 0xfe, '{', (byte) 0xef};
        byte[] bytes = new byte[picks.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = likely[picks.get(i)];
        }
        assertThat(parser.parse(bytes)).isInstanceOf(Frame.Unreadable.class);
    }

    @Test
    void theLargestNumbersThatFitAreTaken() {
        assertThat(accepted(with("63514.6", "9".repeat(20)).replace("\"0.2\"", "\"0.1\"")))
                .hasSize(1);
        assertThat(accepted(with("63514.6", "1." + "0".repeat(40)))).hasSize(1);
    }

    @Property(tries = 20_000)
    void noBytesWhateverMakeItThrow(@ForAll byte[] bytes) {
        assertThat(parser.parse(bytes)).isNotNull();
    }

    @Property(tries = 5_000)
    void aFrameWithOneByteChangedIsReadOrRejected(@ForAll int at, @ForAll byte other) {
        byte[] frame = MATCH.getBytes(UTF_8);
        frame[Math.floorMod(at, frame.length)] = other;
        assertThat(parser.parse(frame)).isNotNull();
    }

    private static String advanced(String side) {
        return """
                {"channel":"market_trades","events":[{"type":"update","trades":[{"product_id":"BTC-USD","trade_id":"12",\
                "price":"2","size":"1","time":"2026-08-09T21:05:38Z","side":"%s"}]}]}""".formatted(side);
    }

    private static String with(String part, String replacement) {
        return MATCH.replace(part, replacement);
    }

    private Frame parse(String frame) {
        return parser.parse(frame.getBytes(UTF_8));
    }

    private List<Trade> accepted(String frame) {
        return ((Frame.Trades) parse(frame))
                .trades().stream()
                        .map(trade -> ((Verdict.Accepted<Trade>) trade.verdict()).value())
                        .toList();
    }

    private RejectReason reasonOf(String frame) {
        return reasonOf(parse(frame));
    }

    private static RejectReason reasonOf(Frame frame) {
        return frame instanceof Frame.Unreadable unreadable
                ? unreadable.reason()
                : reason(((Frame.Trades) frame).trades().get(0));
    }

    private static RejectReason reason(JudgedTrade trade) {
        return ((Verdict.Rejected<Trade>) trade.verdict()).reason();
    }
}
