package io.candlelake.simulator.market;

import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The trades of one product. Takers come, each buys or sells from the best maker, some sweep several; the quote
 * follows. Prices and sizes are counts of increments: no floating point number comes near them.
 */
final class ProductMarket {
    /** Mean makers a taker meets: 0.85 · 1 + 0.15 · (2 + 1.5), see {@link #makers()}. */
    private static final double TRADES_PER_TAKER = 1.375;

    private static final int MOST_MAKERS = 40;

    /** Below so many increments the price would move in leaps, and could reach zero. */
    private static final long LOWEST_BID = 200;

    private static final long[] POWERS = {
        1L,
        10L,
        100L,
        1_000L,
        10_000L,
        100_000L,
        1_000_000L,
        10_000_000L,
        100_000_000L,
        1_000_000_000L,
        10_000_000_000L,
        100_000_000_000L,
        1_000_000_000_000L
    };

    private final Product product;
    private final SplittableRandom random;
    private final Arrivals arrivals;
    private final Market.SkippedIds skippedIds;
    private TakerSide mood = TakerSide.BUY;
    private long bid;
    private long ask;
    private long tradeId;
    private long sequence;
    private long nextMicros;
    private long haltedUntilMicros = Long.MIN_VALUE;

    /**
     * @param last the newest trade of an earlier run, from which ids and price go on
     * @param from the first taker comes after this time, and after the last trade
     */
    ProductMarket(
            Product product,
            double tradesPerSecond,
            long seed,
            Optional<Trade> last,
            Timestamp from,
            Market.SkippedIds skippedIds) {
        this.product = product;
        this.skippedIds = skippedIds;
        this.tradeId = last.map(trade -> trade.tradeId().value()).orElse(product.firstTradeId() - 1);
        this.sequence = last.map(Trade::sequence).orElse(0L);
        this.bid = last.map(trade -> product.priceIncrements(trade.price())).orElse(product.openingPrice());
        this.ask = bid + 1;
        // With the id in it, a resumed market does not repeat what it did after its first start.
        this.random = new SplittableRandom(
                seed * 0x9E3779B97F4A7C15L + product.id().value().hashCode() * 31L + tradeId);
        this.arrivals = new Arrivals(tradesPerSecond / TRADES_PER_TAKER, random);
        long lastMicros = last.map(trade -> trade.time().epochMicros()).orElse(Long.MIN_VALUE);
        this.nextMicros = arrivals.after(Math.max(from.epochMicros(), lastMicros));
    }

    /** When the next taker comes. */
    long nextMicros() {
        return Math.max(nextMicros, haltedUntilMicros);
    }

    /** The next taker waits until then. Nothing is drawn: a halted market has the same trades, only later. */
    void haltUntil(Timestamp time) {
        haltedUntilMicros = time.epochMicros();
    }

    void resume() {
        haltedUntilMicros = Long.MIN_VALUE;
    }

    boolean isHalted(Timestamp now) {
        return now.epochMicros() < haltedUntilMicros;
    }

    /** Nobody comes before this time. */
    void skipTo(Timestamp time) {
        if (nextMicros <= time.epochMicros()) {
            nextMicros = arrivals.after(time.epochMicros());
        }
    }

    /**
     * The next taker's trades, one for each maker: one time, one side, prices that never turn back.
     *
     * @param skewMicros how wrong the time is that they bear
     */
    void take(long skewMicros, Consumer<Trade> trades) {
        nextMicros = nextMicros();
        Timestamp time = new Timestamp(nextMicros + skewMicros);
        TakerSide side = random.nextInt(100) < 65 ? mood : mood.opposite();
        int direction = side == TakerSide.BUY ? 1 : -1;
        long price = side == TakerSide.BUY ? ask : bid;
        for (int makers = makers(); makers > 0; makers--) {
            sequence = product.tradeSequence(sequence, time);
            trades.accept(new Trade(
                    product.id(), nextTradeId(), product.price(price), product.size(size()), side, time, sequence));
            if (makers > 1 && random.nextInt(5) > 2) {
                price = Math.max(1, price + direction * (1 + random.nextLong(depth())));
            }
        }
        mood = side;
        requote(side, price);
        nextMicros = arrivals.after(nextMicros);
    }

    private TradeId nextTradeId() {
        do {
            tradeId++;
        } while (skippedIds.skips(product.id(), tradeId));
        return TradeId.of(tradeId);
    }

    /** Mostly one; 15 in 100 takers sweep two or more. In a recorded minute 133 of 345 trades were of such sweeps. */
    private int makers() {
        if (random.nextInt(100) < 85) {
            return 1;
        }
        int makers = 2;
        while (makers < MOST_MAKERS && random.nextInt(5) < 3) {
            makers++;
        }
        return makers;
    }

    /** Evenly spread over the orders of magnitude, as real sizes about are; some of them round numbers. */
    private long size() {
        int digits = random.nextInt(product.sizeDigits());
        long size = random.nextLong(POWERS[digits], POWERS[digits + 1]);
        return random.nextInt(6) == 0 ? size - size % POWERS[digits] : size;
    }

    private void requote(TakerSide side, long lastPrice) {
        long spread = random.nextInt(8) == 0 ? 1 + random.nextLong(depth()) : 1;
        bid = side == TakerSide.BUY ? lastPrice - spread : lastPrice;
        if (random.nextInt(100) < 15) {
            long reach = Math.max(1, bid / 10_000);
            bid += random.nextLong(-reach, reach + 1);
        }
        bid = Math.max(LOWEST_BID, bid);
        ask = bid + spread;
    }

    /** How far apart, in increments, the next maker may stand: a fifty-thousandth of the price. */
    private long depth() {
        return Math.max(2, bid / 50_000);
    }
}
