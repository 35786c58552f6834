package io.candlelake.local.rebuild;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Timestamp;
import io.candlelake.lake.row.MessageRows;
import io.candlelake.lake.row.RawOrder;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import io.candlelake.lake.row.TableRows;
import io.candlelake.streams.topology.RawReplay;
import io.candlelake.streams.topology.TopologySettings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All of raw_messages through the topology's own processor, from the first frame to the last: what belongs to a day comes out. From the
 * first, for what was seen before decides what is new; to the last, for a late trade or a repair may come on any later day.
 */
final class RebuiltDay {
    private static final MessageRows TICKS = new MessageRows(RowForm.of(Topics.TICKS));
    private static final MessageRows CANDLES = new MessageRows(RowForm.of(Topics.CANDLES));
    private static final byte[] NOTHING = {};

    private final TableRows raw;
    private final TopologySettings settings;
    private final LocalDate day;
    private final Optional<String> product;
    private final Consumer<String> progress;
    private long frames;

    /**
     * Makes nothing yet.
     *
     * @param product all when absent
     */
    RebuiltDay(
            TableRows raw,
            TopologySettings settings,
            LocalDate day,
            Optional<String> product,
            Consumer<String> progress) {
        this.raw = raw;
        this.settings = settings;
        this.day = day;
        this.product = product;
        this.progress = progress;
    }

    /** Takes what is made. */
    interface Taker {
        void tick(Row tick);

        /**
         * A revision.
         *
         * @param isOfClock made because nothing was heard, not by a frame: the running app may not have made it, or not yet
         */
        void candle(Row candle, boolean isOfClock);
    }

    /**
     * Makes the rows of the day, in the order of the partitions.
     *
     * @param now until when nothing more was received, milliseconds
     */
    void make(long now, Taker taker) {
        raw.offsets().forEach((partition, offsets) -> {
            RawReplay replay =
                    new RawReplay(settings, (topic, message, isOfClock) -> take(topic, message, isOfClock, taker));
            new RawOrder(raw).read(partition, offsets[0], offsets[1], frame -> process(replay, frame));
            replay.silentUntil(now);
        });
    }

    private void process(RawReplay replay, Row frame) {
        Timestamp receivedAt = new Timestamp(frame.micros("received_at"));
        RawHeaders headers = new RawHeaders(
                Feed.parse(frame.text("feed")).orElse(Feed.REPLAY),
                Optional.ofNullable(frame.get("channel")).map(Object::toString),
                frame.text("connection_id"),
                receivedAt,
                OptionalLong.empty());
        byte[] payload = (byte[]) frame.get("payload");
        replay.process(
                (int) frame.number("kafka_partition"),
                frame.number("kafka_offset"),
                Math.floorDiv(frame.micros("kafka_timestamp"), 1_000L),
                Math.floorDiv(receivedAt.epochMicros(), 1_000L),
                key(frame),
                payload == null ? NOTHING : payload,
                headers.toKafka());
        if ((++frames & 0x3ff) == 0) {
            progress.accept("rebuild: " + String.format(java.util.Locale.ROOT, "%,d", frames) + " frames, received "
                    + receivedAt);
        }
    }

    private static byte @Nullable [] key(Row frame) {
        Object key = frame.get("kafka_key");
        return key == null ? null : key.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void take(String topic, byte[] message, boolean isOfClock, Taker taker) {
        switch (topic) {
            case Topics.TICKS -> {
                Row tick = TICKS.read(message);
                if (isWanted(tick)) {
                    taker.tick(tick);
                }
            }
            case Topics.CANDLES -> {
                Row candle = CANDLES.read(message);
                if (isWanted(candle)) {
                    taker.candle(candle, isOfClock);
                }
            }
            default -> {
                // Of a day, ticks and candles are rebuilt.
            }
        }
    }

    private boolean isWanted(Row row) {
        return row.day().equals(day) && product.map(row.product()::equals).orElse(true);
    }

    /** Frames that were read in all. */
    long frames() {
        return frames;
    }
}
