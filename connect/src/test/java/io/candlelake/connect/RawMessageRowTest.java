package io.candlelake.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RawMessageRowTest {
    private final RawMessageRow transform = new RawMessageRow();

    @Test
    void rowHasTheBytesTheHeadersAndThePlace() {
        byte[] payload = {(byte) 0xff, 0, 1};
        ConnectHeaders headers = new ConnectHeaders();
        headers.add("feed", "exchange".getBytes(UTF_8), null);
        headers.add("channel", "match".getBytes(UTF_8), null);
        headers.add("connection_id", "c1".getBytes(UTF_8), null);
        headers.add("received_at", "2026-07-07T22:58:17.164892Z".getBytes(UTF_8), null);

        assertThat(row(payload, headers))
                .isEqualTo(Map.of(
                        "payload", payload,
                        "feed", "exchange",
                        "channel", "match",
                        "connection_id", "c1",
                        "received_at", "2026-07-07T22:58:17.164892Z",
                        "kafka_partition", 3,
                        "kafka_offset", 42L,
                        "kafka_timestamp", "2025-10-09T08:53:20.123000Z",
                        "kafka_key", "BTC-USD"));
    }

    @Test
    void foreignRecordTakesWhatTheRecordItselfKnows() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.add("received_at", "yesterday".getBytes(UTF_8), null);

        assertThat(row(new byte[0], headers))
                .containsEntry("feed", "replay")
                .containsEntry("connection_id", "")
                .containsEntry("received_at", "2025-10-09T08:53:20.123000Z")
                .doesNotContainKey("channel");
    }

    @Test
    void valueThatIsNotBytesStopsTheTask() {
        assertThatThrownBy(() -> row("text", new ConnectHeaders()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "raw_messages partition 3 offset 42: the value is not bytes; the connector needs ByteArrayConverter");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> row(Object value, ConnectHeaders headers) {
        SinkRecord record = new SinkRecord(
                "raw_messages",
                3,
                null,
                "BTC-USD",
                null,
                value,
                42,
                1_760_000_000_123L,
                TimestampType.CREATE_TIME,
                headers);
        return (Map<String, Object>) transform.apply(record).value();
    }
}
