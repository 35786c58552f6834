package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.message.AlertCodec;
import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.JsonBytes;
import io.candlelake.contract.message.RejectCodec;
import io.candlelake.contract.message.SpotPriceCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.domain.Alert;
import io.candlelake.domain.Candle;
import io.candlelake.domain.Gap;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.SpotPrice;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.candle.CandleOutput;
import io.candlelake.streams.gap.KnownGap;
import io.candlelake.streams.metrics.ThreadCounts;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What follows from a record, to the sinks: each row is a message of its topic, its key the product. */
final class Rows implements CandleOutput {
    private final ProcessorContext<byte[], byte[]> context;
    private final RawInput input;
    private final ThreadCounts counts;
    private final JsonBytes json = new JsonBytes();
    private boolean isOfClock;

    /** Rows of the record that is in the place. */
    Rows(ProcessorContext<byte[], byte[]> context, RawInput input, ThreadCounts counts) {
        this.context = context;
        this.input = input;
        this.counts = counts;
    }

    /** What follows meanwhile is of no record, but of the clock. */
    void ofClock(Runnable work) {
        isOfClock = true;
        work.run();
        isOfClock = false;
    }

    @Override
    public void tick(FlatTrade trade) {
        counts.tick();
        byte[] tick = TickCodec.encode(json, trade, input.feed(), input.receivedMicros(), input.position());
        forward(CandleTopology.TICKS_SINK, input.key(), tick);
    }

    @Override
    public void candle(Candle candle) {
        counts.candle(candle);
        forward(CandleTopology.CANDLES_SINK, key(candle.productId().value()), CandleCodec.encode(json, candle));
    }

    /** The topic is compacted, so its key names the interval too. */
    @Override
    public void live(Candle candle) {
        counts.liveCandle();
        String key = candle.productId() + "|" + candle.interval().label();
        forward(CandleTopology.CANDLES_LIVE_SINK, key(key), CandleCodec.encode(json, candle));
    }

    @Override
    public void gap(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt) {
        counts.gap(status);
        Gap row =
                new Gap(input.product().orElseThrow(), first, last, status, gap.cause(), gap.detectedAt(), resolvedAt);
        forward(CandleTopology.GAPS_SINK, input.key(), GapCodec.encode(json, row));
    }

    void spotPrice(SpotPrice price) {
        counts.spotPrice();
        forward(CandleTopology.SPOT_PRICES_SINK, input.key(), SpotPriceCodec.encode(price));
    }

    void alert(Alert alert) {
        counts.alert(alert.rule());
        forward(CandleTopology.ALERTS_SINK, input.key(), AlertCodec.encode(alert));
    }

    @Override
    public void reject(RejectReason reason, String detail) {
        counts.reject(reason);
        Reject reject = new Reject(
                reason, detail, input.payload(), input.feed(), input.product(), input.receivedAt(), input.position());
        forward(CandleTopology.REJECTS_SINK, input.key(), RejectCodec.encode(reject));
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }

    private void forward(String sink, byte @Nullable [] key, byte[] message) {
        long timestamp = isOfClock ? context.currentSystemTimeMs() : input.timestamp();
        context.forward(new Record<>(key, message, timestamp), sink);
    }
}
