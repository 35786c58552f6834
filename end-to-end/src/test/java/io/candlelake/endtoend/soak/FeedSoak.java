package io.candlelake.endtoend.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.examination.Examination;
import io.candlelake.endtoend.examination.Findings;
import io.candlelake.endtoend.expected.Fault;
import io.candlelake.endtoend.observed.ObservedTick;
import io.candlelake.endtoend.observed.TopicReader;
import io.candlelake.endtoend.part.FeedStack;
import io.candlelake.endtoend.part.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One seed: {@code FeedSoak.run(options, 7)}. */
public final class FeedSoak {
    /** From busy to quiet: the last one has a trade in some seconds, and heartbeats between. */
    private static final String PRODUCTS = "BTC-USD,ETH-USD,SOL-USD,BAND-GBP";

    /** After which a run that does not come to rest is examined as it is. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration STOP = Duration.ofSeconds(15);
    private static final List<String> LIMITS = List.of("rest_over_limit", "connects_over_limit", "messages_over_limit");

    private final SoakOptions options;
    private final long seed;
    private final FeedStack stack;
    private final TopicReader topics;
    private final List<String> problems = new ArrayList<>();

    private FeedSoak(SoakOptions options, long seed, FeedStack stack) {
        this.options = options;
        this.seed = seed;
        this.stack = stack;
        this.topics = new TopicReader(stack.bootstrapServers());
    }

    /** The folder of a run that is not good stays, also where this throws. */
    public static SoakResult run(SoakOptions options, long seed) throws IOException, InterruptedException {
        try (FeedStack stack = new FeedStack(PRODUCTS)) {
            stack.simulator()
                    .with("SIMULATOR_SEED", Long.toString(seed))
                    .with("SIMULATOR_RATE", Integer.toString(options.rate()));
            stack.producer().with("FEEDS", options.feeds());
            System.out.println("seed " + seed + ": " + options.length().toSeconds() + " s of " + options.feeds()
                    + " in " + stack.folder());
            boolean good = false;
            try {
                SoakResult result = new FeedSoak(options, seed, stack).run();
                good = result.isGood();
                return result;
            } finally {
                if (!good) {
                    stack.keep();
                }
            }
        }
    }

    private SoakResult run() throws IOException, InterruptedException {
        stack.start();
        awaitFirstTicks();
        letFaultsBegin();
        Mischief mischief = new Mischief(stack, seed);
        disturb(mischief);
        mischief.end();
        stack.coinbase().stopFaults();
        stack.coinbase().closeMarket();
        long closedAt = System.nanoTime();
        boolean settled = new Rest(stack, topics, mischief).await(PATIENCE);
        long seconds = Duration.ofNanos(System.nanoTime() - closedAt).toSeconds();
        if (!settled) {
            problems.add("not at rest " + PATIENCE.toSeconds() + " s after the market was closed");
        }
        JsonNode state = stack.coinbase().state();
        stopProducer();
        new Progress(stack.bootstrapServers()).awaitAllProcessed(PATIENCE).ifPresent(problems::add);
        Findings findings = Examination.of(topics, stack.ledger(), stack.faultLedger());
        return new SoakResult(
                seed,
                options,
                disturbances(mischief),
                overLimit(state),
                seconds,
                findings,
                mischief.endings(),
                problems,
                stack.folder());
    }

    /** Before the first trade of a product that was received, there is nothing to count from: so each has one, undisturbed. */
    private void awaitFirstTicks() throws InterruptedException {
        int products = PRODUCTS.split(",").length;
        Waiting.until(
                FeedStack.PATIENCE,
                () -> "ticks of all products",
                () -> ObservedTick.all(topics).stream()
                                .map(tick -> tick.trade().product())
                                .distinct()
                                .count()
                        == products);
    }

    /** The exchange goes down, and comes back with all its faults. */
    private void letFaultsBegin() throws InterruptedException {
        stack.simulator().terminate();
        stack.simulator().awaitEnd(STOP);
        stack.simulator().with("SIMULATOR_FAULTS", "all").start();
        stack.await(stack.simulator());
    }

    private void disturb(Mischief mischief) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.length().toNanos();
        while (System.nanoTime() < end) {
            mischief.tick();
            Thread.sleep(100);
        }
    }

    private void stopProducer() throws InterruptedException {
        stack.producer().terminate();
        Optional<Integer> code = stack.producer().awaitEnd(STOP);
        if (!code.equals(Optional.of(0))) {
            problems.add("the producer, asked to stop, ended with " + code + ": "
                    + stack.producer().lastWords());
            stack.producer().kill();
        }
    }

    private Map<String, Long> disturbances(Mischief mischief) throws IOException {
        Map<String, Long> disturbances = new LinkedHashMap<>();
        for (Mischief.Kind kind : Mischief.Kind.values()) {
            disturbances.put(kind.name(), (long) mischief.count(kind));
        }
        Fault.KINDS.forEach(kind -> disturbances.put(kind, 0L));
        Fault.read(stack.faultLedger()).forEach(fault -> disturbances.merge(fault.kind(), 1L, Long::sum));
        return disturbances;
    }

    private static Map<String, Long> overLimit(JsonNode state) {
        Map<String, Long> overLimit = new LinkedHashMap<>();
        for (String limit : LIMITS) {
            if (!state.path(limit).isIntegralNumber()) {
                throw new IllegalStateException("no " + limit + " in " + state);
            }
            overLimit.put(limit, state.get(limit).longValue());
        }
        return overLimit;
    }
}
