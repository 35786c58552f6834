package io.candlelake.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.RejectCodec;
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
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.replay.ReplaySummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final Timestamp TIME = Timestamp.of("2026-07-07T22:58:00Z");

    private final Outcome outcome = new Outcome();

    private void add(String topic, byte[] value) {
        outcome.add(new ConsumerRecord<>(topic, 0, 0, new byte[0], value));
    }

    private static byte[] candle(Interval interval, int revision) {
        BigDecimal zero = BigDecimal.ZERO;
        return CandleCodec.encode(new Candle(
                BTC,
                interval,
                TIME,
                Optional.empty(),
                zero,
                zero,
                zero,
                zero,
                0,
                Optional.empty(),
                0,
                true,
                CandleStatus.EMPTY,
                revision,
                revision == 1 ? CandleReason.CLOSE : CandleReason.LATE,
                TIME));
    }

    private static byte[] gap(GapStatus status) {
        Optional<Timestamp> resolvedAt = status == GapStatus.OPEN ? Optional.empty() : Optional.of(TIME);
        return GapCodec.encode(new Gap(BTC, 7, 9, status, GapCause.RECONNECT, TIME, resolvedAt));
    }

    private static byte[] reject(RejectReason reason) {
        return RejectCodec.encode(
                new Reject(reason, "why", new byte[] {1}, Feed.REPLAY, Optional.of(BTC), TIME, new RawPosition(0, 0)));
    }

    @Test
    void revisionsAreCountedApart() {
        add("candles", candle(Interval.ONE_MINUTE, 1));
        add("candles", candle(Interval.ONE_MINUTE, 2));
        add("candles", candle(Interval.ONE_DAY, 1));
        assertThat(outcome.candles())
                .containsExactly(Map.entry(Interval.ONE_MINUTE, 1L), Map.entry(Interval.ONE_DAY, 1L));
        assertThat(outcome.revisions()).isEqualTo(1);
        assertThat(outcome.records("candles")).isEqualTo(3);
    }

    @Test
    void whatGaveNeitherTickNorRejectIsADuplicate() {
        add("ticks", new byte[0]);
        add("rejects", reject(RejectReason.FUTURE_TIME));
        add("rejects", reject(RejectReason.TOO_LATE));
        assertThat(outcome.duplicates(5)).isEqualTo(3);
    }

    @Test
    void theSummarySaysItAll() throws IOException {
        add("ticks", new byte[0]);
        add("candles", candle(Interval.ONE_MINUTE, 1));
        add("rejects", reject(RejectReason.INVALID_PRICE));
        add("gaps", gap(GapStatus.OPEN));
        add("gaps", gap(GapStatus.REPAIRED));
        add("spot_prices", new byte[0]);
        ReplaySummary sent =
                new ReplaySummary(5, Map.of("match", 5L), 4, 1, 0, List.of(BTC), 6, Map.of(), List.of("c"));
        ReplayReport report = new ReplayReport(1, sent, outcome, Duration.ofMillis(3_940), " --lake replayed");
        assertThat(report.lines())
                .contains(
                        "frames      5 (5 match)",
                        "products    BTC-USD",
                        "trades      4",
                        "ticks       1 new",
                        "duplicates  3",
                        "rejects     1 (1 INVALID_PRICE)",
                        "gaps        2 (1 OPEN, 1 REPAIRED)",
                        "spot prices 1",
                        "candles     1 (1 1m)",
                        "committed   after 3.9 s")
                .last()
                .asString()
                .startsWith("./candlelake sql --lake replayed \"SELECT ");

        JsonNode json = new ObjectMapper().readTree(report.json());
        assertThat(json.get("duplicates").longValue()).isEqualTo(3);
        assertThat(json.get("candles_by_interval").get("1m").longValue()).isEqualTo(1);
        assertThat(json.get("rejects_by_reason").get("INVALID_PRICE").longValue())
                .isEqualTo(1);
        assertThat(json.get("gaps_by_status").get("REPAIRED").longValue()).isEqualTo(1);
        assertThat(json.get("spot_prices").longValue()).isEqualTo(1);
        assertThat(json.get("seconds_until_committed").doubleValue()).isEqualTo(3.94);
    }
}
