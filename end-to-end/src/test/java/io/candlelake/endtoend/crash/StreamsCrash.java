package io.candlelake.endtoend.crash;

import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.observed.TopicReader;
import io.candlelake.endtoend.part.Part;
import io.candlelake.endtoend.part.Progress;
import io.candlelake.endtoend.part.StreamsStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One run: {@code StreamsCrash.run(options)}. Under load, an instance is killed again and again; a second one joins, and both are restarted one after the other; one of the
 * two is killed; one is frozen for longer than its session, so that the other takes its place, and thawed. Then all that was committed is compared.
 */
public final class StreamsCrash {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Longer than the app's session of 15 s; and longer than its transaction of 60 s. */
    private static final List<Duration> FROZEN = List.of(Duration.ofSeconds(22), Duration.ofSeconds(75));

    private final CrashOptions options;
    private final StreamsStack stack;
    private final SplittableRandom random;
    private final Watch ticks;
    private final Watch candles;
    private final List<CrashResult.Recovery> recoveries = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private StreamsCrash(CrashOptions options, StreamsStack stack) {
        this.options = options;
        this.stack = stack;
        this.random = new SplittableRandom(options.seed());
        this.ticks = new Watch(stack.bootstrapServers(), "ticks");
        this.candles = new Watch(stack.bootstrapServers(), "candles");
    }

    /** The folder of a run that is not good stays, also where this throws. */
    public static CrashResult run(CrashOptions options) throws IOException, InterruptedException {
        try (StreamsStack stack = new StreamsStack(2)) {
            System.out.println("seed " + options.seed() + ": " + options.kills() + " kills at " + options.rate()
                    + " trades a second in " + stack.folder());
            stack.startBroker();
            boolean good = false;
            StreamsCrash crash = new StreamsCrash(options, stack);
            try {
                CrashResult result = crash.run();
                good = result.isGood();
                return result;
            } finally {
                crash.ticks.close();
                crash.candles.close();
                if (!good) {
                    stack.keep();
                }
            }
        }
    }

    private CrashResult run() throws IOException, InterruptedException {
        Part first = stack.instance(0);
        Part second = stack.instance(1);
        try (Load load = new Load(stack.bootstrapServers(), options.seed() + 1, options.rate())) {
            first.start().awaitReady(PATIENCE);
            load.start();
            Waiting.until(PATIENCE, () -> "a first committed candle", () -> candles.hasArrived());
            for (int kill = 1; kill <= options.kills(); kill++) {
                Thread.sleep(random.nextLong(500, 3_000));
                killAndRestart("kill " + kill, first);
            }
            second.start().awaitReady(PATIENCE);
            Thread.sleep(3_000);
            restart("rolling restart of the first", first);
            restart("rolling restart of the second", second);
            killAndRestart("kill of one of two", second);
            second.awaitReady(PATIENCE);
            for (int zombie = 1; zombie <= options.zombies(); zombie++) {
                Duration frozen = FROZEN.get((zombie - 1) % FROZEN.size());
                freeze("zombie of " + frozen.toSeconds() + " s", zombie % 2 == 1 ? first : second, frozen);
            }
            return judge(load.end());
        }
    }

    private void killAndRestart(String what, Part instance) throws InterruptedException {
        instance.kill();
        long killedAt = System.nanoTime();
        ticks.killed(killedAt);
        candles.killed(killedAt);
        instance.start();
        awaitRecovery(what);
    }

    private void awaitRecovery(String what) throws InterruptedException {
        Waiting.until(PATIENCE, () -> "a tick and a candle after " + what, () -> {
            noteEnds();
            return ticks.hasArrived() && candles.hasArrived();
        });
        CrashResult.Recovery recovery = new CrashResult.Recovery(what, ticks.recovery(), candles.recovery());
        recoveries.add(recovery);
        System.out.printf(
                "%s: next tick after %d ms, candle after %d ms%n",
                what, recovery.tick().toMillis(), recovery.candle().toMillis());
    }

    /** SIGTERM, as a deployment does; the other goes on meanwhile. */
    private void restart(String what, Part instance) throws InterruptedException {
        instance.terminate();
        Optional<Integer> code = instance.awaitEnd(Duration.ofSeconds(30));
        if (!code.equals(Optional.of(0))) {
            problems.add(instance + ", asked to stop, ended with " + code + ": " + instance.lastWords());
            instance.kill();
        }
        long endedAt = System.nanoTime();
        ticks.killed(endedAt);
        candles.killed(endedAt);
        instance.start();
        awaitRecovery(what);
        instance.awaitReady(PATIENCE);
        Thread.sleep(2_000);
    }

    /** The frozen one is a zombie once the other has its partitions: what it still writes when it is thawed must not count. */
    private void freeze(String what, Part instance, Duration frozen) throws InterruptedException {
        instance.freeze();
        long frozenAt = System.nanoTime();
        ticks.killed(frozenAt);
        candles.killed(frozenAt);
        Thread.sleep(frozen.toMillis());
        instance.thaw();
        awaitRecovery(what);
        Thread.sleep(5_000);
        noteEnds();
        instance.awaitReady(PATIENCE);
    }

    /** Whoever ended by itself is started again, as the local stack does, and that it did is told. */
    private void noteEnds() {
        for (Part instance : stack.instances()) {
            instance.exitCode().ifPresent(code -> {
                numbers.add(instance + " ended by itself with " + code + ": " + instance.lastWords());
                instance.start();
            });
        }
    }

    private CrashResult judge(Truth truth) throws InterruptedException {
        long endedAt = System.nanoTime();
        new Progress(stack.bootstrapServers()).awaitAllProcessed(PATIENCE).ifPresent(problems::add);
        numbers.add("caught up " + Duration.ofNanos(System.nanoTime() - endedAt).toMillis() + " ms after the load");
        for (Part instance : stack.instances()) {
            instance.kill();
        }
        ticks.close();
        candles.close();
        Judgement judgement = new Judgement(truth, new TopicReader(stack.bootstrapServers()));
        problems.addAll(judgement.problems());
        numbers.addAll(judgement.numbers());
        return new CrashResult(options, recoveries, numbers, problems, stack.folder());
    }
}
