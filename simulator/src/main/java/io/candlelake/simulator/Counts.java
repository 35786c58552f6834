package io.candlelake.simulator;

import io.candlelake.simulator.control.State;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.server.CoinbaseServer;
import io.candlelake.simulator.wire.Limit;
import io.candlelake.simulator.wire.Limits;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a simulator counts, over both feeds: asked on the loop. */
final class Counts {
    private final Ledger ledger;
    private final Faults faults;
    private final Limits limits;
    private final CoinbaseServer server;

    Counts(Ledger ledger, Faults faults, Limits limits, CoinbaseServer server) {
        this.ledger = ledger;
        this.faults = faults;
        this.limits = limits;
        this.server = server;
    }

    int connections() {
        return server.connections(Feed.EXCHANGE).size()
                + server.connections(Feed.ADVANCED).size();
    }

    State state() {
        return new State(
                ledger.size(),
                connections(),
                faults.counts(),
                limits.requests().count(),
                limits.requests().over(),
                sum(limits::connects, Limit::count),
                sum(limits::connects, Limit::over),
                sum(limits::messages, Limit::count),
                sum(limits::messages, Limit::over));
    }

    private static long sum(Function<Feed, Limit> limit, ToLongFunction<Limit> number) {
        return Stream.of(Feed.EXCHANGE, Feed.ADVANCED)
                .map(limit)
                .mapToLong(number)
                .sum();
    }
}
