package io.candlelake.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.RejectCodec;
import io.candlelake.contract.message.SpotPriceCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Gap;
import io.candlelake.domain.Reject;
import io.candlelake.domain.SpotPrice;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one topic as a table for a person; what a topic's own columns are is decided by its name.
 *
 * @param timeOf the time that is shown first
 * @param timeEnd how exact it is, as {@link TimeForm} has it
 * @param timeName its header where the times share no date
 * @param headers of the other columns, as {@link TextTable} reads them
 * @param cells of a record, without partition:offset and time
 */
record RecordTable(
        Function<ConsumerRecord<byte[], byte[]>, Timestamp> timeOf,
        int timeEnd,
        String timeName,
        List<String> headers,
        Function<ConsumerRecord<byte[], byte[]>, List<Object>> cells) {
    /** More of a payload than any screen is wide, so that a frame of megabytes costs nothing. */
    private static final int PAYLOAD = 400;

    /**
     * What is known of a topic of that name.
     *
     * @param width of the screen, of which no more than a third goes to a reject's detail
     */
    static RecordTable of(String topic, int width) {
        return switch (topic) {
            case Topics.TICKS ->
                new RecordTable(
                        found -> TickCodec.decode(found.value()).time(),
                        TimeForm.MICROS,
                        "time",
                        List.of("product", ">trade_id", ".price", ".size", "taker"),
                        found -> tick(TickCodec.decode(found.value())));
            case Topics.CANDLES ->
                new RecordTable(
                        found -> CandleCodec.decode(found.value()).openTime(),
                        TimeForm.MINUTE,
                        "open_time",
                        List.of("product", ">", ">open", ">high", ">low", ">close", ">volume", ">n", ""),
                        found -> candle(CandleCodec.decode(found.value())));
            case Topics.RAW_MESSAGES ->
                new RecordTable(
                        found -> RawHeaders.of(found.headers(), found.timestamp())
                                .receivedAt(),
                        TimeForm.MILLIS,
                        "received_at",
                        List.of("key", "feed/channel", "payload"),
                        RecordTable::raw);
            case Topics.REJECTS ->
                new RecordTable(
                        found -> RejectCodec.decode(found.value()).receivedAt(),
                        TimeForm.SECOND,
                        "received_at",
                        List.of("key", "reason", "detail", "payload"),
                        found -> reject(found, RejectCodec.decode(found.value()), width / 3));
            case Topics.GAPS ->
                new RecordTable(
                        found -> GapCodec.decode(found.value()).detectedAt(),
                        TimeForm.MILLIS,
                        "detected_at",
                        List.of("product", ">first", ">last", ">trades", "status", "cause"),
                        found -> gap(GapCodec.decode(found.value())));
            case Topics.SPOT_PRICES ->
                new RecordTable(
                        found -> SpotPriceCodec.decode(found.value()).fetchedAt(),
                        TimeForm.MILLIS,
                        "fetched_at",
                        List.of("pair", ".amount", "currency"),
                        found -> spotPrice(SpotPriceCodec.decode(found.value())));
            default -> plain();
        };
    }

    /** Of a topic that is not of ours, or holds records that are not. */
    static RecordTable plain() {
        return new RecordTable(
                found -> Timestamp.ofEpochMilli(Math.max(0, found.timestamp())),
                TimeForm.MILLIS,
                "timestamp",
                List.of("key", "value"),
                found -> List.of(key(found), payload(found.value())));
    }

    private static List<Object> tick(Tick tick) {
        return List.of(
                tick.productId(),
                tick.tradeId(),
                tick.price().toPlainString(),
                tick.size().toPlainString(),
                tick.takerSide().label());
    }

    private static List<Object> candle(Candle candle) {
        // Not at the point: prices of bitcoins and of shiba inus together would need two screens.
        List<String> prices = candle.prices()
                .map(all -> Units.alike(List.of(all.open(), all.high(), all.low(), all.close())))
                .orElse(List.of("-", "-", "-", "-"));
        return List.of(
                candle.productId(),
                candle.interval().label(),
                prices.get(0),
                prices.get(1),
                prices.get(2),
                prices.get(3),
                Units.rough(candle.volume()),
                candle.tradeCount(),
                remark(candle));
    }

    /** What is not as it mostly is: another status than TRADED, missing trades, a later revision. */
    private static String remark(Candle candle) {
        List<String> remarks = new ArrayList<>();
        if (candle.status() != CandleStatus.TRADED) {
            remarks.add(candle.status().name());
        }
        if (candle.missingTrades() > 0) {
            remarks.add(candle.missingTrades() + " missing");
        }
        if (candle.revision() > 1) {
            remarks.add("rev " + candle.revision() + " " + candle.reason());
        }
        return String.join(", ", remarks);
    }

    private static List<Object> raw(ConsumerRecord<byte[], byte[]> found) {
        RawHeaders headers = RawHeaders.of(found.headers(), found.timestamp());
        return List.of(
                key(found), headers.feed().label() + "/" + headers.channel().orElse("?"), payload(found.value()));
    }

    private static List<Object> reject(ConsumerRecord<byte[], byte[]> found, Reject reject, int room) {
        return List.of(key(found), reject.reason(), Text.cut(reject.detail(), room), payload(reject.payload()));
    }

    private static List<Object> gap(Gap gap) {
        return List.of(
                gap.productId(),
                gap.firstMissingId(),
                gap.lastMissingId(),
                Units.count(gap.lastMissingId() - gap.firstMissingId() + 1),
                gap.status(),
                gap.cause());
    }

    private static List<Object> spotPrice(SpotPrice price) {
        return List.of(price.productId(), price.amount().toPlainString(), price.currency());
    }

    private static String key(ConsumerRecord<byte[], byte[]> found) {
        return found.key() == null ? "-" : new String(found.key(), UTF_8);
    }

    private static String payload(byte[] value) {
        return value == null ? "(no value)" : Text.readable(value, PAYLOAD);
    }
}
