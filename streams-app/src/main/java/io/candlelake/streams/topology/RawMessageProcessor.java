package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.contract.message.AlertCodec;
import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.RejectCodec;
import io.candlelake.contract.message.SpotPriceCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Candle;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Gap;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import io.candlelake.streams.candle.CandleEngine;
import io.candlelake.streams.candle.CandleMaker;
import io.candlelake.streams.candle.CandleOutput;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.gap.KnownGap;
import io.candlelake.streams.state.ClosedCandleStore;
import io.candlelake.streams.state.ProductStore;
import io.candlelake.streams.state.StateStores;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * One pass over a raw record: what the frame is, what it concerns of the record's product, and what follows from that. Only
 * wires: the frame parser and the candle engine decide.
 */
final class RawMessageProcessor implements Processor<byte[], byte[], byte[], byte[]>, CandleOutput, Frame.Cases {
    private final TopologySettings settings;
    private final FrameParser parser = new FrameParser();
    private final RestFrameParser restParser = new RestFrameParser();

    private ProcessorContext<byte[], byte[]> context;
    private ProductStore products;
    private CandleEngine engine;

    // The record that is being processed.
    private Record<byte[], byte[]> record;
    private RawHeaders headers;
    private RawPosition raw;
    private Optional<ProductId> key = Optional.empty();

    @SuppressWarnings("NullAway.Init") // Streams calls init before process
    RawMessageProcessor(TopologySettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        products = context.getStateStore(StateStores.PRODUCTS);
        engine = new CandleEngine(
                settings.candles(),
                new ClosedCandleStore(context.getStateStore(StateStores.CLOSED_CANDLES)),
                new CandleMaker(() -> Timestamp.ofEpochMilli(context.currentSystemTimeMs())),
                this);
    }

    @Override
    public void process(Record<byte[], byte[]> rawRecord) {
        record = rawRecord;
        headers = RawHeaders.of(rawRecord.headers(), rawRecord.timestamp());
        raw = position(context.recordMetadata());
        key = rawRecord.key() == null ? Optional.empty() : ProductId.parse(new String(rawRecord.key(), UTF_8));
        if (headers.originalSize().isPresent()) {
            reject(
                    RejectReason.FRAME_TOO_LARGE,
                    "the frame has " + headers.originalSize().getAsLong() + " bytes; " + payload().length
                            + " are kept");
        } else {
            Frame frame = RestFrameParser.reads(headers.feed(), headers.channel())
                    ? restParser.parse(headers.channel(), key, payload())
                    : parser.parse(payload());
            frame.visit(this);
        }
    }

    @Override
    public void trades(Frame.Trades frame) {
        for (Frame.JudgedTrade trade : frame.trades()) {
            if (isAnothers(trade.productId().or(() -> firstProduct(frame)))) {
                continue;
            }
            trade.verdict().either(valid -> take(valid.value()), invalid -> reject(invalid.reason(), invalid.detail()));
        }
        key.ifPresent(product -> engine.endOfFrame(products.change(product), headers.receivedAt()));
    }

    /** A frame is written once for each product it concerns; what concerns another is read from that other record. */
    private boolean isAnothers(Optional<ProductId> product) {
        return key.isPresent() && product.isPresent() && !product.equals(key);
    }

    /** Whose record speaks for the trades of a frame that name no product: one of them, so that each is rejected once. */
    private static Optional<ProductId> firstProduct(Frame.Trades frame) {
        return frame.trades().stream()
                .flatMap(trade -> trade.productId().stream())
                .min(Comparator.naturalOrder());
    }

    private void take(Trade trade) {
        if (key.isEmpty()) {
            reject(RejectReason.WRONG_KEY, "the record has no key, the trade is of " + trade.productId());
        } else if (isFuture(trade.time())) {
            reject(RejectReason.FUTURE_TIME, "time " + trade.time() + " is after the receipt " + headers.receivedAt());
        } else {
            engine.trade(products.change(trade.productId()), trade);
        }
    }

    @Override
    public void heartbeat(Frame.Heartbeat frame) {
        if (isAnothers(frame.productId()) || key.isEmpty()) {
            return;
        }
        if (isFuture(frame.time())) {
            reject(RejectReason.FUTURE_TIME, "time " + frame.time() + " is after the receipt " + headers.receivedAt());
            return;
        }
        ProductState state = products.change(key.get());
        engine.heartbeat(state, frame.time().epochMicros(), frame.lastTradeId());
        engine.endOfFrame(state, headers.receivedAt());
    }

    @Override
    public void replayEnd(Frame.ReplayEnd frame) {
        if (headers.feed() == Feed.REPLAY && key.equals(Optional.of(frame.productId()))) {
            ProductState state = products.change(frame.productId());
            engine.replayEnd(state);
            engine.endOfFrame(state, headers.receivedAt());
        }
    }

    @Override
    public void spotPrice(Frame.SpotQuote frame) {
        forward(CandleTopology.SPOT_PRICES_SINK, SpotPriceCodec.encode(SpotRows.price(frame, headers.receivedAt())));
    }

    @Override
    public void gapReport(Frame.GapReport frame) {
        ProductState state = products.change(frame.productId());
        engine.gapReport(state, frame, headers.receivedAt());
        engine.endOfFrame(state, headers.receivedAt());
    }

    @Override
    public void spotMissed(Frame.SpotMissed frame) {
        forward(CandleTopology.ALERTS_SINK, AlertCodec.encode(SpotRows.missed(frame)));
    }

    @Override
    public void other(Frame.Other frame) {
        // Kept in raw_messages; nothing follows from it.
    }

    @Override
    public void unreadable(Frame.Unreadable frame) {
        reject(frame.reason(), frame.detail());
    }

    private boolean isFuture(Timestamp time) {
        return time.epochMicros() > headers.receivedAt().epochMicros() + settings.futureBoundMicros();
    }

    @Override
    public void tick(Trade trade) {
        Tick tick = new Tick(
                trade.productId(),
                TradeId.of(trade.tradeId()),
                trade.price(),
                trade.size(),
                trade.takerSide(),
                trade.time(),
                trade.sequence(),
                headers.feed(),
                headers.receivedAt(),
                raw);
        forward(CandleTopology.TICKS_SINK, TickCodec.encode(tick));
    }

    @Override
    public void candle(Candle candle) {
        forward(CandleTopology.CANDLES_SINK, CandleCodec.encode(candle));
    }

    @Override
    public void gap(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt) {
        Gap row = new Gap(key.orElseThrow(), first, last, status, gap.cause(), gap.detectedAt(), resolvedAt);
        forward(CandleTopology.GAPS_SINK, GapCodec.encode(row));
    }

    @Override
    public void reject(RejectReason reason, String detail) {
        Reject reject = new Reject(reason, detail, payload(), headers.feed(), key, headers.receivedAt(), raw);
        context.forward(
                new Record<>(record.key(), RejectCodec.encode(reject), record.timestamp(), new RecordHeaders()),
                CandleTopology.REJECTS_SINK);
    }

    /** Only a record with a key gives anything but a reject. */
    private void forward(String sink, byte[] message) {
        context.forward(new Record<>(record.key(), message, record.timestamp(), new RecordHeaders()), sink);
    }

    private byte[] payload() {
        return record.value() == null ? new byte[0] : record.value();
    }

    private static RawPosition position(Optional<RecordMetadata> metadata) {
        return metadata.map(at -> new RawPosition(at.partition(), at.offset()))
                .orElseThrow(() -> new IllegalStateException("a raw record has no position"));
    }
}
