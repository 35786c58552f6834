package io.candlelake.contract.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plain parser takes, the full one reads alike; what is unusual, it leaves. */
class PlainFrameParserTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final byte[] KEY = "BTC-USD".getBytes(UTF_8);
    private static final String MATCH = """
            {"type":"match","trade_id":1052119289,"maker_order_id":"6e918404-2e1b-4e1a-90b7-5a4b8144695d",\
            "taker_order_id":"de6222fd-a555-4e13-9100-c7b70f68c3e8","side":"sell","size":"0.20000000","price":"63514.6",\
            "product_id":"BTC-USD","sequence":132235026010,"time":"2026-07-07T22:58:17.164892Z"}""";
    private static final String MARKET_TRADES = """
            {"channel":"market_trades","timestamp":"2026-08-09T21:05:48.251397169Z","sequence_num":9,"events":[\
            {"type":"update","trades":[\
            {"product_id":"BTC-USD","trade_id":"12","price":"2","size":"1","time":"2026-08-09T21:05:38.50436Z","side":"BUY"},\
            {"product_id":"BTC-USD","trade_id":"11","price":"1.50","size":"1","time":"2026-08-09T21:05:38.5Z","side":"SELL"}]}]}""";

    private final PlainFrameParser plain = new PlainFrameParser();
    private final FrameParser full = new FrameParser();

    @Test
    void itTakesMatchesAndMarketTrades() {
        assertThat(plain.parse(bytes(MATCH), KEY, BTC)).isEqualTo(1);
        assertThat(plain.parse(bytes(MATCH.replace("\"match", "\"last_match")), KEY, BTC))
                .isEqualTo(1);
        assertThat(plain.parse(bytes(MARKET_TRADES), KEY, BTC)).isEqualTo(2);
        assertThat(plain.trade(0).tradeId()).isEqualTo(12);
        assertThat(plain.trade(1).price()).hasToString("1.50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"type\":\"match\"}",
                "{\"type\":\"heartbeat\",\"last_trade_id\":7,\"product_id\":\"BTC-USD\",\"time\":\"2026-08-09T21:05:38Z\"}",
                "{\"channel\":\"market_trades\"}",
                "{\"channel\":\"market_trades\",\"events\":[]}",
                "[1]",
                "{\"type\""
            })
    void anotherKindOfFrameIsLeft(String frame) {
        assertThat(plain.parse(bytes(frame), KEY, BTC)).isEqualTo(PlainFrameParser.UNUSUAL);
    }

    @Test
    void anotherProductIsLeft() {
        assertThat(plain.parse(bytes(MATCH), bytes("ETH-USD"), ProductId.of("ETH-USD")))
                .isEqualTo(PlainFrameParser.UNUSUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0.2\"=\"0.2.0\"",
                "\"63514.6\"=\"NaN\"",
                "\"63514.6\"=\"-1\"",
                "\"63514.6\"=\"1e3\"",
                "\"63514.6\"=\"0.00\"",
                "\"63514.6\"=\"12345678901234567890\"",
                "\"63514.6\"=63514.6",
                ":1052119289=:01052119289",
                ":1052119289=:\"1052119289\"",
                ":1052119289=:0",
                "sell=hold",
                "17.164892Z=17.164892",
                "\"side\"=\"Side\"",
                "\"side\"= \"side\"",
                "maker_order_id=price"
            })
    void whatIsWrongOrOnlyUnusualIsLeft(String change) {
        String[] parts = change.split("=", 2);
        String frame = MATCH.replace("0.20000000", "0.2").replace(parts[0], parts[1]);
        assertThat(frame).isNotEqualTo(MATCH.replace("0.20000000", "0.2"));
        assertThat(plain.parse(bytes(frame), KEY, BTC)).isEqualTo(PlainFrameParser.UNUSUAL);
    }

    @Property(tries = 100_000)
    void ofMutatedFramesItTakesOnlyWhatTheFullOneReadsAlike(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] frame = mutated(random, bytes(random.nextInt(3) == 0 ? MARKET_TRADES : MATCH));
        int count = plain.parse(frame, KEY, BTC);
        if (count == PlainFrameParser.UNUSUAL) {
            return;
        }
        assertThat(full.parse(frame))
                .as(() -> new String(frame, ISO_8859_1))
                .isInstanceOfSatisfying(Frame.Trades.class, trades -> {
                    assertThat(trades.trades()).hasSize(count);
                    for (int i = 0; i < count; i++) {
                        assertThat(trades.trades().get(i).verdict()).isEqualTo(new Verdict.Accepted<>(trade(i)));
                    }
                });
    }

    private Trade trade(int index) {
        FlatTrade flat = plain.trade(index);
        return new Trade(
                flat.productId(),
                flat.tradeId(),
                flat.price().value(),
                flat.size().value(),
                flat.takerSide(),
                new Timestamp(flat.epochMicros()),
                flat.sequence() > 0 ? OptionalLong.of(flat.sequence()) : OptionalLong.empty());
    }

    /** One to three changes, most of them such that the frame may still be one. */
    private static byte[] mutated(Random random, byte[] frame) {
        byte[] mutated = frame;
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutated = mutate(random, mutated);
        }
        return mutated;
    }

    private static byte[] mutate(Random random, byte[] frame) {
        List<String> snippets = List.of(
                "0",
                "9",
                ".",
                "-",
                "e5",
                "E-3",
                " ",
                "\\u0041",
                "\"",
                ",",
                "{}",
                "[]",
                "null",
                "true",
                "\u007f",
                "\u0001",
                "é",
                "\"sequence\":7,",
                "\"sequence\":\"x\",",
                "\"price\":\"1\",",
                "\"type\":\"match\",",
                "\"channel\":\"market_trades\",",
                "\"events\":[],",
                "\"trades\":[],",
                "\"a\":{\"b\":[1]},",
                "\"trade_id\":5,",
                "\"trade_id\":\"5\",",
                "00",
                "999999999999999999",
                "\"x\":" + "7".repeat(1_200) + ",",
                "{\"product_id\":\"BTC-USD\",\"trade_id\":\"9\",\"price\":\"3\",\"size\":\"1\",\"time\":\"2026-08-09T21:05:38Z\",\"side\":\"BUY\"},");
        int at = random.nextInt(frame.length + 1);
        return switch (random.nextInt(5)) {
            case 0 -> spliced(frame, at, at, bytes(snippets.get(random.nextInt(snippets.size()))));
            case 1 -> spliced(frame, at, Math.min(frame.length, at + 1 + random.nextInt(4)), new byte[0]);
            case 2 -> spliced(frame, at, Math.min(frame.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 3 ->
                spliced(frame, at, Math.min(frame.length, at + 1), new byte[] {(byte) ('0' + random.nextInt(10))});
            default -> {
                // Behind a comma or an opening brace, where a field may stand.
                String text = new String(frame, ISO_8859_1);
                int field = Math.max(text.indexOf(random.nextBoolean() ? ",\"" : "{\"", at), 0) + 1;
                yield spliced(frame, field, field, bytes(snippets.get(random.nextInt(snippets.size()))));
            }
        };
    }

    private static byte[] spliced(byte[] frame, int from, int to, byte[] middle) {
        byte[] spliced = new byte[from + middle.length + frame.length - to];
        System.arraycopy(frame, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(frame, to, spliced, from + middle.length, frame.length - to);
        return spliced;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
