package io.candlelake.contract.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestFrameParserTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private final RestFrameParser parser = new RestFrameParser();

    @Test
    void aPageOfTradesIsOfTheProductThatWasAskedForNewestFirstAndItsSideIsTheMakers() {
        Frame frame = parse(
                RestFrameParser.TRADES,
                "[{\"trade_id\":8,\"side\":\"sell\",\"size\":\"0.20000000\",\"price\":\"63514.60000000\","
                        + "\"time\":\"2026-07-07T22:58:17.164892Z\"},{\"trade_id\":7,\"side\":\"buy\",\"size\":\"1\","
                        + "\"price\":\"2\",\"time\":\"2026-07-07T22:58:17Z\"}]");
        assertThat(((Frame.Trades) frame).trades())
                .extracting(trade -> ((Verdict.Accepted<Trade>) trade.verdict()).value())
                .satisfiesExactly(
                        newest -> {
                            assertThat(newest.productId()).isEqualTo(BTC);
                            assertThat(newest.tradeId()).isEqualTo(8);
                            assertThat(newest.takerSide()).isEqualTo(TakerSide.BUY);
                            assertThat(newest.price()).isEqualByComparingTo("63514.6");
                            assertThat(newest.time()).isEqualTo(Timestamp.of("2026-07-07T22:58:17.164892Z"));
                        },
                        older -> assertThat(older.tradeId()).isEqualTo(7));
    }

    @Test
    void whatIsWrongWithOneTradeOfAPageLeavesTheOthers() {
        Frame frame = parse(
                RestFrameParser.TRADES,
                "[{\"trade_id\":8,\"side\":\"sell\",\"size\":\"0\",\"price\":\"1\",\"time\":\"2026-07-07T22:58:17Z\"},"
                        + "7,{\"trade_id\":6,\"side\":\"sell\",\"size\":\"1\",\"price\":\"1\",\"time\":\"2026-07-07T22:58:17Z\"}]");
        assertThat(((Frame.Trades) frame).trades())
                .extracting(trade -> trade.verdict() instanceof Verdict.Rejected<Trade> rejected
                        ? rejected.reason().name()
                        : "taken")
                .containsExactly("INVALID_SIZE", "MISSING_FIELD", "taken");
    }

    @Test
    void anAnswerThatIsNoPageIsMalformed() {
        for (String answer : new String[] {"{\"message\":\"NotFound\"}", "[", "[]]", "<html>", "null"}) {
            assertThat(parse(RestFrameParser.TRADES, answer))
                    .as(answer)
                    .isInstanceOfSatisfying(Frame.Unreadable.class, frame -> assertThat(frame.reason())
                            .isEqualTo(RejectReason.MALFORMED_JSON));
        }
    }

    @Test
    void aSpotPriceIsExact() {
        assertThat(parse(
                        RestFrameParser.SPOT,
                        "{\"data\":{\"amount\":\"63514.605\",\"base\":\"BTC\",\"currency\":\"USD\"}}"))
                .isEqualTo(new Frame.SpotQuote(BTC, new BigDecimal("63514.605"), "USD"));
    }

    @Test
    void aSpotPriceOfAnotherPairOrNoneIsRejected() {
        assertThat(reason(RestFrameParser.SPOT, "{\"data\":{\"amount\":\"1\",\"base\":\"ETH\",\"currency\":\"USD\"}}"))
                .isEqualTo(RejectReason.INVALID_PRODUCT);
        assertThat(reason(RestFrameParser.SPOT, "{\"data\":{\"amount\":1,\"base\":\"BTC\",\"currency\":\"USD\"}}"))
                .isEqualTo(RejectReason.MISSING_FIELD);
        assertThat(reason(
                        RestFrameParser.SPOT, "{\"data\":{\"amount\":\"NaN\",\"base\":\"BTC\",\"currency\":\"USD\"}}"))
                .isEqualTo(RejectReason.INVALID_PRICE);
        assertThat(reason(RestFrameParser.SPOT, "{")).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @Test
    void theProducersNotesComeBack() {
        Frame.GapReport gap = new Frame.GapReport(BTC, 7, 9, GapStatus.UNREPAIRABLE, GapCause.BACKFILL_CUT);
        Frame.SpotMissed missed = new Frame.SpotMissed(BTC, Timestamp.of("2026-07-07T22:58:00Z"), "HTTP \"500\"");
        assertThat(parser.parse(Optional.of(RestFrameParser.GAP), Optional.of(BTC), RestFrameParser.encode(gap)))
                .isEqualTo(gap);
        assertThat(parser.parse(
                        Optional.of(RestFrameParser.SPOT_MISSED), Optional.of(BTC), RestFrameParser.encode(missed)))
                .isEqualTo(missed);
        assertThat(reason(RestFrameParser.GAP, "{\"first_missing_id\":9,\"last_missing_id\":7}"))
                .isEqualTo(RejectReason.WRONG_TYPE);
    }

    @Test
    void onlyTheRestFeedAndAReplayOfItAreRead() {
        Optional<String> trades = Optional.of(RestFrameParser.TRADES);
        assertThat(RestFrameParser.reads(Feed.REST, trades)).isTrue();
        assertThat(RestFrameParser.reads(Feed.REPLAY, trades)).isTrue();
        assertThat(RestFrameParser.reads(Feed.EXCHANGE, trades)).isFalse();
        assertThat(RestFrameParser.reads(Feed.REST, Optional.of("match"))).isFalse();
    }

    private Frame parse(String channel, String payload) {
        return parser.parse(Optional.of(channel), Optional.of(BTC), payload.getBytes(UTF_8));
    }

    private RejectReason reason(String channel, String payload) {
        return ((Frame.Unreadable) parse(channel, payload)).reason();
    }
}
