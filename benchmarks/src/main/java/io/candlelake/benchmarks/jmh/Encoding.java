package io.candlelake.benchmarks.jmh;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Trade;
import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.JsonBytes;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Interval;
import io.candlelake.domain.RawPosition;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A tick and a candle into the bytes of their messages. */
@State(Scope.Thread)
public class Encoding {
    private static final RawPosition POSITION = new RawPosition(3, 1_200);

    private final List<FlatTrade> trades =
            Frames.trades(4_096).stream().map(FlatTrade::of).toList();
    private final JsonBytes json = new JsonBytes();
    private final Candle candle = candle(Frames.trades(100));
    private int next;

    @Benchmark
    public byte[] encodeTick() {
        next = (next + 1) % trades.size();
        FlatTrade trade = trades.get(next);
        return TickCodec.encode(json, trade, Feed.EXCHANGE, trade.epochMicros() + 15_000, POSITION);
    }

    @Benchmark
    public byte[] encodeCandle() {
        return CandleCodec.encode(json, candle);
    }

    private static Candle candle(List<Trade> trades) {
        CandleFold fold = new CandleFold();
        trades.forEach(trade ->
                fold.add(trade.time().epochMicros(), trade.tradeId(), trade.price(), trade.size(), trade.takerSide()));
        Trade first = trades.get(0);
        return new Candle(
                first.productId(),
                Interval.ONE_MINUTE,
                Interval.ONE_MINUTE.openTime(first.time()),
                fold.prices(),
                fold.volume(),
                fold.notional(),
                fold.totals().buyVolume(),
                fold.totals().sellVolume(),
                fold.tradeCount(),
                Optional.of(fold.tradeIds()),
                0,
                true,
                CandleStatus.TRADED,
                1,
                CandleReason.CLOSE,
                first.time().plusMicros(60_000_000));
    }
}
