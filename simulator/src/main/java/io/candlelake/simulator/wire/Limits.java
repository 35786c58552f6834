package io.candlelake.simulator.wire;

import io.candlelake.simulator.fault.Feed;

/**
 * Coinbase's limits, all of them per address. Source: its documentation; the burst of Advanced Trade's is not documented,
 * and taken to be Exchange's.
 */
public final class Limits {
    private final Limit requests;
    private final Limit exchangeConnects;
    private final Limit advancedConnects;
    private final Limit exchangeMessages;
    private final Limit advancedMessages;

    /** @param enforced false to count alone */
    public Limits(boolean enforced) {
        requests = new Limit(10, 15, enforced);
        exchangeConnects = new Limit(8, 20, enforced);
        advancedConnects = new Limit(8, 20, enforced);
        exchangeMessages = new Limit(100, 100, enforced);
        advancedMessages = new Limit(8, 20, enforced);
    }

    /** Of requests to Exchange's REST API. */
    public Limit requests() {
        return requests;
    }

    /** Of new connections to a feed. */
    public Limit connects(Feed feed) {
        return feed == Feed.ADVANCED ? advancedConnects : exchangeConnects;
    }

    /** Of a client's messages over a feed. */
    public Limit messages(Feed feed) {
        return feed == Feed.ADVANCED ? advancedMessages : exchangeMessages;
    }
}
