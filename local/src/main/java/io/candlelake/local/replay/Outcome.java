package io.candlelake.local.replay;

import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.RejectCodec;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Candle;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.RejectReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the streams app made of a replay: the committed records since it began, counted.
 *
 * <p>Mutable: records are added one by one.
 */
final class Outcome {
    private final Map<String, Long> records = new HashMap<>();
    private final Map<Interval, Long> candles = new EnumMap<>(Interval.class);
    private final Map<RejectReason, Long> rejects = new EnumMap<>(RejectReason.class);
    private final Map<GapStatus, Long> gaps = new EnumMap<>(GapStatus.class);
    private long revisions;

    void add(ConsumerRecord<byte[], byte[]> found) {
        records.merge(found.topic(), 1L, Long::sum);
        if (found.topic().equals(Topics.CANDLES)) {
            add(CandleCodec.decode(found.value()));
        } else if (found.topic().equals(Topics.REJECTS)) {
            rejects.merge(RejectCodec.decode(found.value()).reason(), 1L, Long::sum);
        } else if (found.topic().equals(Topics.GAPS)) {
            gaps.merge(GapCodec.decode(found.value()).status(), 1L, Long::sum);
        }
    }

    private void add(Candle candle) {
        if (candle.revision() == 1) {
            candles.merge(candle.interval(), 1L, Long::sum);
        } else {
            revisions++;
        }
    }

    /** Of a topic: as many rows its table must grow by. */
    long records(String topic) {
        return records.getOrDefault(topic, 0L);
    }

    long ticks() {
        return records(Topics.TICKS);
    }

    /** First revisions, by interval; those without one absent. */
    Map<Interval, Long> candles() {
        return candles;
    }

    /** Candles that were there already and were written again. */
    long revisions() {
        return revisions;
    }

    Map<RejectReason, Long> rejects() {
        return rejects;
    }

    /** Rows of gaps, by what they say: one that opened and was repaired counts in both. */
    Map<GapStatus, Long> gaps() {
        return gaps;
    }

    /**
     * Valid trades that gave no tick because they were seen before.
     *
     * @param accepted what the replay took for valid; the streams app rejects some of them for what it alone knows
     */
    long duplicates(long accepted) {
        long refused =
                rejects.getOrDefault(RejectReason.FUTURE_TIME, 0L) + rejects.getOrDefault(RejectReason.WRONG_KEY, 0L);
        return Math.max(0, accepted - ticks() - refused);
    }
}
