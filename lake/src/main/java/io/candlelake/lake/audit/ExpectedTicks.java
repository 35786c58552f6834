package io.candlelake.lake.audit;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Feed;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Verdict;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ticks that frames must make, by a plain calculation: the first valid trade of each id, in the order of the frames. Nothing of the
 * streams app is asked.
 */
final class ExpectedTicks {
    private final RowForm ticks = RowForm.of("ticks");
    private final FrameParser parser = new FrameParser();
    private final RestFrameParser restParser = new RestFrameParser();
    private final long futureBoundMicros;
    private final Map<String, LongRanges> seen = new TreeMap<>();

    /**
     * No frame was read.
     *
     * @param futureBoundMicros how far a trade may be after its receipt; a later one is a reject
     */
    ExpectedTicks(long futureBoundMicros) {
        this.futureBoundMicros = futureBoundMicros;
    }

    /** As it was stored. */
    ExpectedTicks(long futureBoundMicros, Map<String, LongRanges> seen) {
        this.futureBoundMicros = futureBoundMicros;
        this.seen.putAll(seen);
    }

    /** Ids that were seen, by product. */
    Map<String, LongRanges> seen() {
        return seen;
    }

    /** Another one that has seen the same. */
    ExpectedTicks copy() {
        ExpectedTicks copy = new ExpectedTicks(futureBoundMicros);
        seen.forEach((product, ids) -> copy.seen.put(product, Ledger.ranges(Ledger.stored(ids))));
        return copy;
    }

    /** Reads one row of raw_messages, the rows of a partition in their order, and hands over the ticks it makes. */
    void read(Row raw, Consumer<Row> made) {
        Optional<ProductId> key = ProductId.parse(raw.product());
        if (key.isEmpty()) {
            return;
        }
        Feed feed = Feed.parse(raw.text("feed")).orElse(Feed.REPLAY);
        Optional<String> channel = Optional.ofNullable(raw.get("channel")).map(Object::toString);
        byte[] payload = (byte[]) raw.get("payload");
        Frame frame = RestFrameParser.reads(feed, channel)
                ? restParser.parse(channel, key, payload == null ? new byte[0] : payload)
                : parser.parse(payload == null ? new byte[0] : payload);
        if (frame instanceof Frame.Trades trades) {
            for (JudgedTrade trade : trades.trades()) {
                if (trade.productId().equals(key) && trade.verdict() instanceof Verdict.Accepted<Trade> accepted) {
                    take(accepted.value(), feed, raw, made);
                }
            }
        }
    }

    private void take(Trade trade, Feed feed, Row raw, Consumer<Row> made) {
        long receivedAt = raw.micros("received_at");
        if (trade.time().epochMicros() > receivedAt + futureBoundMicros) {
            return;
        }
        String product = trade.productId().value();
        if (seen.computeIfAbsent(product, absent -> new LongRanges()).add(trade.tradeId())) {
            made.accept(tick(trade, feed, receivedAt, raw));
        }
    }

    private Row tick(Trade trade, Feed feed, long receivedAt, Row raw) {
        @Nullable Object[] values = new Object[ticks.columns().size()];
        values[ticks.index("product_id")] = trade.productId().value();
        values[ticks.index("trade_id")] = trade.tradeId();
        values[ticks.index("price")] = trade.price().setScale(18);
        values[ticks.index("size")] = trade.size().setScale(18);
        values[ticks.index("taker_side")] = trade.takerSide().label();
        values[ticks.index("time")] = trade.time().epochMicros();
        values[ticks.index("sequence")] =
                trade.sequence().isPresent() ? trade.sequence().getAsLong() : null;
        values[ticks.index("feed")] = feed.label();
        values[ticks.index("received_at")] = receivedAt;
        values[ticks.index("raw_partition")] = (int) raw.number("kafka_partition");
        values[ticks.index("raw_offset")] = raw.number("kafka_offset");
        return new Row(ticks, values);
    }
}
