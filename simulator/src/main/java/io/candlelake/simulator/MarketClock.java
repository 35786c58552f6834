package io.candlelake.simulator;

import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Market;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.server.CoinbaseServer;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the market by the clock, in slices that end at each full twentieth of a second: trades go into the ledger, then
 * to the wire, and every heartbeat stands after the trades that it counts and before the next.
 */
// A tick catches what breaks it, and says so to onFailure.
@SuppressWarnings("FutureReturnValueIgnored")
final class MarketClock {
    private static final Logger LOG = LoggerFactory.getLogger(MarketClock.class);
    private static final long SECOND = 1_000_000L;

    /** A client sees a trade about so long after its time, and a slice is never so long that it fills a buffer. */
    private static final long PAUSE_MILLIS = 5;

    private static final long STEP = SECOND / 20;

    /** Behind by more than this, the process was suspended: what did not happen meanwhile is not made up for. */
    private static final long LONGEST_DELAY = 10 * SECOND;

    private final EventLoop loop;
    private final Clock clock;
    private final Market market;
    private final Ledger ledger;
    private final CoinbaseServer server;
    private final Mishaps mishaps;
    private final Consumer<Throwable> onFailure;
    private long at;

    MarketClock(
            EventLoop loop,
            Clock clock,
            Market market,
            Ledger ledger,
            CoinbaseServer server,
            Mishaps mishaps,
            Consumer<Throwable> onFailure) {
        this.loop = loop;
        this.clock = clock;
        this.market = market;
        this.ledger = ledger;
        this.server = server;
        this.mishaps = mishaps;
        this.onFailure = onFailure;
        this.at = now();
    }

    void start() {
        loop.schedule(this::tick, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            long now = now();
            if (now - at > LONGEST_DELAY) {
                LOG.warn("the clock jumped by {} s: no trades are made for that time", (now - at) / SECOND);
                at = now;
                market.skipTo(new Timestamp(now));
            } else if (now > at) {
                slice(Math.min(now, next(STEP)));
            }
            // While behind, go on at once; the loop serves its connections in between.
            loop.schedule(this::tick, at < now ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error broken) {
            // A trade that the ledger could not take was not published, and no other will be.
            market.close();
            onFailure.accept(broken);
        }
    }

    private void slice(long until) {
        Timestamp time = new Timestamp(until);
        List<Trade> trades = market.advanceTo(time);
        ledger.append(trades);
        server.publish(trades);
        if (until == next(STEP)) {
            server.step(time);
        }
        if (until == next(SECOND)) {
            server.heartbeat(time.plusMicros(market.skewMicros()));
            mishaps.second();
        }
        at = until;
    }

    /** The next full so many microseconds. */
    private long next(long unit) {
        return Math.floorDiv(at, unit) * unit + unit;
    }

    private long now() {
        return Timestamp.of(clock.instant()).epochMicros();
    }
}
