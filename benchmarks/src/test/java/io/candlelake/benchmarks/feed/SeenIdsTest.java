package io.candlelake.benchmarks.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Timestamp;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    private final SeenIds ids = new SeenIds();

    @Test
    void skippedIdsAreMissingUntilRestBringsThem() {
        match(7);
        match(10);
        assertThat(ids.missing()).isEqualTo(2);

        restPage(9, 8, 7);
        assertThat(ids.missing()).isZero();
        assertThat(ids.byRest()).isEqualTo(2);
    }

    @Test
    void tradeThatOnlyAHeartbeatNamesIsMissing() {
        match(7);
        add(Feed.SIMULATOR, "heartbeat", """
                {"type":"heartbeat","last_trade_id":9,"product_id":"BTC-USD","sequence":12,"time":"2026-07-07T22:58:18Z"}""");
        assertThat(ids.missing()).isEqualTo(2);
    }

    private void match(int id) {
        add(Feed.SIMULATOR, "match", """
                {"type":"match","trade_id":%d,"side":"buy","size":"0.2","price":"63514.6","product_id":"BTC-USD",\
                "sequence":12,"time":"2026-07-07T22:58:17.164892Z"}""".formatted(id));
    }

    private void restPage(int... newestFirst) {
        StringBuilder page = new StringBuilder("[");
        for (int id : newestFirst) {
            page.append(page.length() == 1 ? "" : ",").append("""
                    {"trade_id":%d,"side":"buy","size":"0.2","price":"63514.6","time":"2026-07-07T22:58:17.164892Z"}""".formatted(id));
        }
        add(Feed.REST, RestFrameParser.TRADES, page.append(']').toString());
    }

    private void add(Feed feed, String channel, String payload) {
        RawHeaders headers = new RawHeaders(
                feed, Optional.of(channel), "one", Timestamp.of("2026-07-07T22:58:18Z"), OptionalLong.empty());
        ids.add(new ConsumerRecord<>(
                "raw_messages",
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "BTC-USD".getBytes(UTF_8),
                payload.getBytes(UTF_8),
                headers.toKafka(),
                Optional.empty()));
    }
}
