package io.candlelake.endtoend.examination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.expected.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examiner's own reading of a frame. */
final class RawFrameTest {
    private static final String MATCH =
            "{\"type\":\"match\",\"trade_id\":7,\"side\":\"buy\",\"size\":\"0.20\",\"price\":\"1.5\","
                    + "\"product_id\":\"PEAR-USD\",\"time\":\"2026-01-01T00:00:00.000001Z\"}";
    private static final Trade TRADE = new Trade(
            "PEAR-USD",
            7,
            new BigDecimal("1.5"),
            new BigDecimal("0.2"),
            "sell",
            Instant.parse("2026-01-01T00:00:00.000001Z"));

    @Test
    void aMatchIsATradeWithTheTakersSide() {
        RawFrame frame = read("match", "simulator", MATCH);
        assertThat(frame.trades()).containsExactly(TRADE);
        assertThat(frame.broken()).isFalse();
        assertThat(frame.rest()).isFalse();
    }

    @Test
    void aPageOfRestIsOfItsKey() {
        RawFrame frame = read("rest_trades", "rest", "[" + MATCH.replace("\"product_id\":\"PEAR-USD\",", "") + "]");
        assertThat(frame.trades()).containsExactly(TRADE);
        assertThat(frame.rest()).isTrue();
    }

    @Test
    void tradesOfAnotherProductAreOfItsOwnRecord() {
        String update = "{\"channel\":\"market_trades\",\"events\":[{\"type\":\"update\",\"trades\":["
                + MATCH.replace(":7,", ":\"7\",") + "," + MATCH.replace("PEAR", "PLUM") + "]}]}";
        assertThat(read("market_trades", "simulator", update).trades()).containsExactly(TRADE);
    }

    @Test
    void aHeartbeatNamesTheNewestTrade() {
        String heartbeat =
                "{\"type\":\"heartbeat\",\"last_trade_id\":9,\"product_id\":\"PEAR-USD\",\"time\":\"2026-01-01T00:00:00.000000Z\"}";
        assertThat(read("heartbeat", "simulator", heartbeat).lastTradeId()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"match\",\"trade_id\":7,",
                "",
                "[]",
                "{\"no\":1}",
                "{\"type\":\"match\",\"trade_id\":7,\"side\":\"buy\",\"size\":0.2,\"price\":\"1\",\"product_id\":\"PEAR-USD\",\"time\":\"2026-01-01T00:00:00Z\"}",
                "{\"type\":\"match\",\"trade_id\":7,\"side\":\"up\",\"size\":\"1\",\"price\":\"1\",\"product_id\":\"PEAR-USD\",\"time\":\"2026-01-01T00:00:00Z\"}",
                "{\"type\":\"heartbeat\",\"last_trade_id\":\"x\",\"product_id\":\"PEAR-USD\",\"time\":\"2026-01-01T00:00:00Z\"}",
                "{\"channel\":\"market_trades\",\"events\":7}"
            })
    void whatCoinbaseDoesNotDocumentIsBroken(String payload) {
        assertThat(read("match", "simulator", payload).broken()).isTrue();
    }

    static RawFrame read(String channel, String feed, String payload) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("raw_messages", 1, 5, "PEAR-USD".getBytes(UTF_8), payload.getBytes(UTF_8));
        record.headers().add("channel", channel.getBytes(UTF_8)).add("feed", feed.getBytes(UTF_8));
        return RawFrame.of(record);
    }
}
