package io.candlelake.simulator;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.fault.Fault;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.FaultOrder;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.market.Market;
import io.candlelake.simulator.server.CoinbaseServer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Lets those faults happen that are not of one frame or request: to connections, to feeds, to the market. */
final class Mishaps {
    private static final List<FaultKind> OF_FEEDS = List.of(
            FaultKind.CUT,
            FaultKind.CUT_MID_FRAME,
            FaultKind.HALF_OPEN,
            FaultKind.ERROR_MESSAGE,
            FaultKind.NO_HEARTBEAT);
    private static final List<FaultKind> OF_MARKET = List.of(FaultKind.CLOCK_SKEW, FaultKind.HALT);
    private static final List<Feed> FEEDS = List.of(Feed.EXCHANGE, Feed.ADVANCED);
    private static final int MOST_SKEW_SECONDS = 30;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final Clock clock;
    private final Faults faults;
    private final Market market;
    private final CoinbaseServer server;
    private long seconds;
    private long skewedUntilMillis;

    Mishaps(Clock clock, Faults faults, Market market, CoinbaseServer server) {
        this.clock = clock;
        this.faults = faults;
        this.market = market;
        this.server = server;
    }

    /** A second begins. */
    void second() {
        if (clock.millis() >= skewedUntilMillis) {
            market.skew(0);
        }
        for (Feed feed : FEEDS) {
            for (Fault fault : faults.ofSecond(feed.label(), OF_FEEDS, seconds)) {
                if (fault.kind() == FaultKind.NO_HEARTBEAT) {
                    silence(fault, feed, Optional.empty());
                } else {
                    server.connections(feed).strikeOne(fault);
                }
            }
        }
        faults.ofSecond("market", OF_MARKET, seconds).forEach(fault -> strikeMarket(fault, Optional.empty()));
        seconds++;
    }

    /** A fault on demand. */
    void order(FaultOrder order) {
        if (OF_MARKET.contains(order.kind())) {
            strikeMarket(faults.now(order), order.product());
        } else if (OF_FEEDS.contains(order.kind())) {
            Fault fault = faults.now(order);
            FEEDS.stream()
                    .filter(feed -> order.feed().isEmpty() || order.feed().get() == feed)
                    .forEach(feed -> strikeFeed(fault, feed, order));
        } else {
            faults.next(order);
        }
    }

    private void strikeFeed(Fault fault, Feed feed, FaultOrder order) {
        if (fault.kind() == FaultKind.NO_HEARTBEAT) {
            silence(fault, feed, order.product());
            return;
        }
        if (fault.kind() == FaultKind.CUT && fault.seconds() > 0) {
            faults.begin(fault, feed, Optional.empty());
            if (server.connections(feed).size() == 0) {
                faults.record(fault, Optional.of(feed), Optional.empty(), List.of());
            }
        }
        server.connections(feed).strike(fault, order.product(), order.count().orElse(Integer.MAX_VALUE));
    }

    private void silence(Fault fault, Feed feed, Optional<ProductId> asked) {
        // Advanced Trade's heartbeats are of no product.
        Optional<ProductId> product = feed == Feed.ADVANCED ? Optional.empty() : asked;
        faults.record(fault, Optional.of(feed), product, List.of());
        faults.begin(fault, feed, product);
    }

    private void strikeMarket(Fault fault, Optional<ProductId> asked) {
        SplittableRandom chance = fault.chance();
        if (fault.kind() == FaultKind.CLOCK_SKEW) {
            faults.record(fault, Optional.empty(), Optional.empty(), List.of());
            long skew = 1L + chance.nextInt(MOST_SKEW_SECONDS);
            market.skew((chance.nextBoolean() ? skew : -skew) * MICROS_PER_SECOND);
            skewedUntilMillis = clock.millis() + fault.millis();
            return;
        }
        List<ProductId> open = market.openProducts();
        Optional<ProductId> product =
                asked.or(() -> open.isEmpty() ? Optional.empty() : Optional.of(open.get(chance.nextInt(open.size()))));
        product.ifPresent(id -> {
            faults.record(fault, Optional.empty(), product, List.of());
            market.halt(id, Timestamp.of(clock.instant()).plusMicros(fault.millis() * 1_000));
        });
    }

    /** Ends the faults by chance, and all that last. */
    void stop() {
        faults.stop();
        FEEDS.forEach(feed -> server.connections(feed).relent());
        market.resume();
        market.skew(0);
    }
}
