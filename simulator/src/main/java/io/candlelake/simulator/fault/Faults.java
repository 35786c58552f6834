package io.candlelake.simulator.fault;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The faults that are due: first those on demand, then those by chance. Who meets one records it, and then lets it
 * happen.
 *
 * <p>Not for use by several threads.
 */
public final class Faults implements AutoCloseable {
    private static final List<FaultKind> OF_FRAMES = FaultKind.of(FaultKind.Unit.FRAME);
    private static final List<FaultKind> OF_REQUESTS = FaultKind.of(FaultKind.Unit.REQUEST);

    private final Clock clock;
    private final FaultLedger ledger;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Lasting> lasting = new ArrayList<>();
    private FaultPlan plan;
    private final long seed;
    private long orders;
    private long requests;
    private long subscriptions;

    /** @param path of the ledger; without one they are counted alone */
    public Faults(long seed, FaultRates rates, Optional<Path> path, Clock clock) {
        this.seed = seed;
        this.plan = new FaultPlan(seed, rates);
        this.ledger = new FaultLedger(path);
        this.clock = clock;
    }

    /** The fault of a frame of live trades, if it has one. */
    public Optional<Fault> ofFrame(Feed feed, ProductId product, List<Long> tradeIds) {
        long newest = tradeIds.stream().mapToLong(Long::longValue).max().orElse(0);
        String stream = feed.label() + product;
        return OF_FRAMES.stream()
                .flatMap(kind -> due(kind, feed, Optional.of(product), stream, newest).stream())
                .findFirst();
    }

    /** The fault of a subscription's acknowledgement, if it has one. */
    public Optional<Fault> ofSubscription(Feed feed) {
        return due(FaultKind.NO_ACK, feed, Optional.empty(), "", subscriptions++);
    }

    /**
     * The fault of a request over REST, if it has one.
     *
     * @param ofTrades false when it asks for something other than a page of trades, which cannot be empty
     */
    public Optional<Fault> ofRequest(Optional<ProductId> product, boolean ofTrades) {
        long number = requests++;
        return OF_REQUESTS.stream()
                .filter(kind -> ofTrades || kind != FaultKind.REST_EMPTY_PAGE)
                .flatMap(kind -> due(kind, Feed.REST, product, "", number).stream())
                .findFirst();
    }

    /**
     * The faults by chance that begin in the given second, counted from the start, on a feed or in the market.
     *
     * @throws FaultException when the ledger could not be written meanwhile
     */
    public List<Fault> ofSecond(String stream, List<FaultKind> kinds, long second) {
        ledger.check();
        return kinds.stream()
                .flatMap(kind -> plan.hit(kind, stream, second).stream())
                .toList();
    }

    /** True when the product's next trade must not have this id. Records it. */
    public boolean skips(ProductId product, long tradeId) {
        Optional<Fault> skip = due(FaultKind.SKIP_ID, Optional.empty(), Optional.of(product), product.value(), tradeId);
        skip.ifPresent(fault -> record(fault, Optional.empty(), Optional.of(product), List.of(tradeId)));
        return skip.isPresent();
    }

    private Optional<Fault> due(FaultKind kind, Feed feed, Optional<ProductId> product, String stream, long number) {
        return due(kind, Optional.of(feed), product, stream, number);
    }

    private Optional<Fault> due(
            FaultKind kind, Optional<Feed> feed, Optional<ProductId> product, String stream, long number) {
        for (Iterator<Asked> each = asked.iterator(); each.hasNext(); ) {
            Asked next = each.next();
            if (next.order.fits(kind, feed, product)) {
                next.left--;
                if (next.left == 0) {
                    each.remove();
                }
                return Optional.of(now(next.order));
            }
        }
        return plan.hit(kind, stream, number);
    }

    /** A fault on demand, for whoever can do it at once: those whose unit is the second. */
    public Fault now(FaultOrder order) {
        Fault fault = plan.asked(order.kind(), orders++);
        return order.seconds().isPresent() ? fault.lasting(order.seconds().getAsDouble()) : fault;
    }

    /** A fault on demand that waits for the next frame, request, subscription or trade that it fits. */
    public void next(FaultOrder order) {
        asked.add(new Asked(order));
    }

    /** Remembers that a fault lasts from now on, for {@link #isLasting}. */
    public void begin(Fault fault, Feed feed, Optional<ProductId> product) {
        lasting.add(new Lasting(fault.kind(), feed, product, clock.millis() + fault.millis()));
    }

    /** True while a fault of the kind lasts on the feed, for all products or for this one. */
    public boolean isLasting(FaultKind kind, Feed feed, Optional<ProductId> product) {
        long now = clock.millis();
        lasting.removeIf(one -> one.untilMillis <= now);
        return lasting.stream()
                .anyMatch(one ->
                        one.kind == kind && one.feed == feed && (one.product.isEmpty() || one.product.equals(product)));
    }

    /** Nothing happens by chance any more, orders are withdrawn, and what lasts here has ended. */
    public void stop() {
        plan = new FaultPlan(seed, FaultRates.none());
        asked.clear();
        lasting.clear();
    }

    /** Writes down a fault that is about to happen. */
    public void record(Fault fault, Optional<Feed> feed, Optional<ProductId> product, List<Long> tradeIds) {
        ledger.record(
                new FaultLine(Timestamp.of(clock.instant()), fault.kind(), feed, product, tradeIds, fault.seconds()));
    }

    /** How many happened of each kind. */
    public Map<FaultKind, Long> counts() {
        return ledger.counts();
    }

    @Override
    public void close() {
        ledger.close();
    }

    private static final class Asked {
        private final FaultOrder order;
        private int left;

        Asked(FaultOrder order) {
            this.order = order;
            this.left = order.count().orElse(1);
        }
    }

    private record Lasting(FaultKind kind, Feed feed, Optional<ProductId> product, long untilMillis) {}
}
