package io.candlelake.streams.topology;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.PlainFrameParser;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.batch.RawBatch;
import io.candlelake.streams.candle.CandleEngine;
import io.candlelake.streams.candle.CandleMaker;
import io.candlelake.streams.candle.LiveCandles;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.candle.Silence;
import io.candlelake.streams.metrics.StreamsCounts;
import io.candlelake.streams.metrics.ThreadCounts;
import io.candlelake.streams.state.ClosedCandleStore;
import io.candlelake.streams.state.ProductStore;
import io.candlelake.streams.state.StateStores;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a raw record: what the frame is, what it concerns of the record's product, and what follows from that. Only
 * wires: the frame parser and the candle engine decide.
 */
final class RawMessageProcessor implements Processor<byte[], RawBatch, byte[], byte[]>, Frame.Cases {
    private final TopologySettings settings;
    private final CommitPace pace;
    private final StreamsCounts allCounts;
    private final PlainFrameParser plainParser = new PlainFrameParser();
    private final FrameParser parser = new FrameParser();
    private final RestFrameParser restParser = new RestFrameParser();
    private final RawInput input = new RawInput();

    private ProcessorContext<byte[], byte[]> context;
    private ProductStore products;
    private Rows rows;
    private CandleEngine engine;
    private LiveCandles liveCandles;
    private Silence silence;
    private boolean awaitsCommit;
    private ThreadCounts counts;
    private Holdings holdings;

    @SuppressWarnings("NullAway.Init") // Streams calls init before process
    RawMessageProcessor(TopologySettings settings, CommitPace pace, StreamsCounts allCounts) {
        this.settings = settings;
        this.pace = pace;
        this.allCounts = allCounts;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        products = context.getStateStore(StateStores.PRODUCTS);
        counts = allCounts.ofThisThread();
        holdings = new Holdings(context.taskId().toString(), products, allCounts);
        rows = new Rows(context, input, counts);
        CandleMaker maker = new CandleMaker(() -> Timestamp.ofEpochMilli(context.currentSystemTimeMs()), rows);
        engine = new CandleEngine(
                settings.candles(),
                new ClosedCandleStore(context.getStateStore(StateStores.CLOSED_CANDLES)),
                maker,
                rows);
        long pauseMillis = 1_000 / settings.liveUpdatesPerSecond();
        liveCandles = new LiveCandles(maker, context::currentSystemTimeMs, pauseMillis);
        silence = new Silence(engine, settings.candles(), context.currentSystemTimeMs());
        context.schedule(
                Duration.ofMillis(CommitPace.PAUSE_MILLIS / 2), PunctuationType.WALL_CLOCK_TIME, this::commitIfDue);
        context.schedule(
                Duration.ofMillis(pauseMillis), PunctuationType.WALL_CLOCK_TIME, now -> rows.ofClock(this::tellLive));
        context.schedule(
                Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, now -> rows.ofClock(() -> checkSilence(now)));
    }

    private void tellLive() {
        liveCandles.endOfPause();
    }

    private void checkSilence(long nowMillis) {
        silence.check(products.all(), nowMillis, products::change);
        holdings.tell();
    }

    @Override
    public void process(Record<byte[], RawBatch> batch) {
        if (batch.value().records().isEmpty()) {
            process(single(batch));
        } else {
            for (ConsumerRecord<byte[], byte[]> raw : batch.value().records()) {
                process(raw);
            }
        }
        awaitsCommit = batch.value().isLast();
        commitIfDue(context.currentSystemTimeMs());
    }

    private void commitIfDue(long nowMillis) {
        if (awaitsCommit && pace.isDue(nowMillis)) {
            awaitsCommit = false;
            context.commit();
        }
    }

    private ConsumerRecord<byte[], byte[]> single(Record<byte[], RawBatch> raw) {
        RecordMetadata at =
                context.recordMetadata().orElseThrow(() -> new IllegalStateException("a raw record has no position"));
        return new ConsumerRecord<>(
                at.topic(),
                at.partition(),
                at.offset(),
                raw.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                raw.key(),
                raw.value().single(),
                raw.headers(),
                Optional.empty());
    }

    private void process(ConsumerRecord<byte[], byte[]> raw) {
        input.read(raw);
        counts.frame();
        if (processPlain(raw.key())) {
            return;
        }
        OptionalLong originalSize = input.originalSize();
        if (originalSize.isPresent()) {
            rows.reject(
                    RejectReason.FRAME_TOO_LARGE,
                    "the frame has " + originalSize.getAsLong() + " bytes; " + input.payload().length + " are kept");
            return;
        }
        Frame frame = isRest()
                ? restParser.parse(input.channel(), input.product(), input.payload())
                : parser.parse(input.payload());
        frame.visit(this);
    }

    private boolean isRest() {
        return (input.feed() == Feed.REST || input.feed() == Feed.REPLAY)
                && RestFrameParser.reads(input.feed(), input.channel());
    }

    /** What nearly all records are: trades of the record's product, all valid. False, and nothing done, for another. */
    private boolean processPlain(byte @Nullable [] key) {
        if (key == null || input.product().isEmpty() || isRest()) {
            return false;
        }
        ProductId product = input.product().get();
        int trades = plainParser.parse(input.payload(), key, product);
        if (trades == PlainFrameParser.UNUSUAL) {
            return false;
        }
        ProductState state = products.change(product);
        for (int i = 0; i < trades; i++) {
            take(state, plainParser.trade(i));
        }
        endOfFrame(state);
        return true;
    }

    private void take(ProductState state, FlatTrade trade) {
        counts.trade();
        if (isFuture(trade.epochMicros())) {
            rejectFuture(trade.epochMicros());
            return;
        }
        long rejected = counts.rejected();
        if (!engine.trade(state, trade, input.feed() == Feed.REST) && counts.rejected() == rejected) {
            counts.duplicate();
        }
    }

    @Override
    public void trades(Frame.Trades frame) {
        for (Frame.JudgedTrade trade : frame.trades()) {
            if (isAnothers(trade.productId().or(() -> firstProduct(frame)))) {
                continue;
            }
            trade.verdict()
                    .either(valid -> take(valid.value()), invalid -> rows.reject(invalid.reason(), invalid.detail()));
        }
        input.product().ifPresent(product -> endOfFrame(products.change(product)));
    }

    /** A frame is written once for each product it concerns; what concerns another is read from that other record. */
    private boolean isAnothers(Optional<ProductId> product) {
        return input.product().isPresent() && product.isPresent() && !product.equals(input.product());
    }

    /** Whose record speaks for the trades of a frame that name no product: one of them, so that each is rejected once. */
    private static Optional<ProductId> firstProduct(Frame.Trades frame) {
        return frame.trades().stream()
                .flatMap(trade -> trade.productId().stream())
                .min(Comparator.naturalOrder());
    }

    private void take(Trade trade) {
        if (input.product().isEmpty()) {
            rows.reject(RejectReason.WRONG_KEY, "the record has no key, the trade is of " + trade.productId());
        } else {
            take(products.change(trade.productId()), FlatTrade.of(trade));
        }
    }

    private void endOfFrame(ProductState state) {
        engine.endOfFrame(state, input.receivedAt());
        liveCandles.endOfFrame(state);
        silence.heard(state, input.receivedMicros(), input.feed() == Feed.REPLAY);
    }

    @Override
    public void heartbeat(Frame.Heartbeat frame) {
        if (isAnothers(frame.productId()) || input.product().isEmpty()) {
            return;
        }
        if (isFuture(frame.time().epochMicros())) {
            rejectFuture(frame.time().epochMicros());
            return;
        }
        ProductState state = products.change(input.product().get());
        engine.heartbeat(state, frame.time().epochMicros(), frame.lastTradeId());
        endOfFrame(state);
    }

    @Override
    public void replayEnd(Frame.ReplayEnd frame) {
        if (input.feed() == Feed.REPLAY && input.product().equals(Optional.of(frame.productId()))) {
            ProductState state = products.change(frame.productId());
            engine.replayEnd(state);
            endOfFrame(state);
        }
    }

    @Override
    public void spotPrice(Frame.SpotQuote frame) {
        rows.spotPrice(SpotRows.price(frame, input.receivedAt()));
    }

    @Override
    public void gapReport(Frame.GapReport frame) {
        ProductState state = products.change(frame.productId());
        engine.gapReport(state, frame, input.receivedAt());
        engine.endOfFrame(state, input.receivedAt());
    }

    @Override
    public void spotMissed(Frame.SpotMissed frame) {
        rows.alert(SpotRows.missed(frame));
    }

    @Override
    public void other(Frame.Other frame) {
        // Kept in raw_messages; nothing follows from it.
    }

    @Override
    public void unreadable(Frame.Unreadable frame) {
        rows.reject(frame.reason(), frame.detail());
    }

    private boolean isFuture(long epochMicros) {
        return epochMicros > input.receivedMicros() + settings.futureBoundMicros();
    }

    private void rejectFuture(long epochMicros) {
        rows.reject(
                RejectReason.FUTURE_TIME,
                "time " + new Timestamp(epochMicros) + " is after the receipt " + input.receivedAt());
    }

    @Override
    public void close() {
        holdings.gone();
    }
}
