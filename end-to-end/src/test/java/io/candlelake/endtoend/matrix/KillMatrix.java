package io.candlelake.endtoend.matrix;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.examination.Examination;
import io.candlelake.endtoend.examination.Findings;
import io.candlelake.endtoend.observed.ObservedGap;
import io.candlelake.endtoend.observed.TopicReader;
import io.candlelake.endtoend.part.LakeStack;
import io.candlelake.endtoend.part.Part;
import io.candlelake.endtoend.part.Progress;
import io.candlelake.endtoend.plain.Count;
import io.candlelake.endtoend.plain.CurrentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.example.data.Group;

/**
 * One seed: {@code KillMatrix.run(options, 7)}. The whole pipeline as processes, trades of a simulated market flowing; one fault of the plan after the other, each when new rows have
 * come since the last. Then all comes to rest, and is counted three times: the topics against the market's ledger, every table by hand against its topic, and by the audit.
 */
public final class KillMatrix {
    /** All busy: where new rows are waited for, there are trades each second. */
    private static final String PRODUCTS = "BTC-USD,ETH-USD,SOL-USD";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration AUDIT = Duration.ofMinutes(15);

    /** Two seconds apart, nothing may change so often. */
    private static final int CALM_ROUNDS = 4;

    private final MatrixOptions options;
    private final long seed;
    private final LakeStack stack;
    private final TopicReader topics;
    private final Freshness freshness;
    private final Supervisor supervisor;
    private final Havoc havoc;
    private final List<MatrixResult.Recovery> recoveries = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final long begunAt = System.nanoTime();

    private KillMatrix(MatrixOptions options, long seed, LakeStack stack) {
        this.options = options;
        this.seed = seed;
        this.stack = stack;
        this.topics = new TopicReader(stack.feed().bootstrapServers());
        this.freshness = new Freshness(stack.catalogFile());
        this.supervisor = new Supervisor(stack);
        this.havoc = new Havoc(stack, supervisor, freshness, seed);
    }

    /** The folder of a run that is not good stays, also where this throws. */
    public static MatrixResult run(MatrixOptions options, long seed) throws IOException, InterruptedException {
        List<Disturbance> plan = Plan.of(options, seed);
        System.out.println("seed " + seed + ", the plan:");
        plan.forEach(System.out::println);
        try (LakeStack stack = new LakeStack(PRODUCTS, options.catalog(), options.sink(), seed)) {
            stack.feed()
                    .simulator()
                    .with("SIMULATOR_SEED", Long.toString(seed))
                    .with("SIMULATOR_RATE", Integer.toString(options.rate()));
            stack.feed().producer().with("FEEDS", "exchange");
            System.out.println("seed " + seed + ": " + options.rate() + " trades a second, sink " + options.sink()
                    + ", catalog " + options.catalog().label() + ", in "
                    + stack.feed().folder());
            boolean good = false;
            try {
                MatrixResult result = new KillMatrix(options, seed, stack).run(plan);
                good = result.isGood();
                return result;
            } finally {
                if (!good) {
                    stack.keep();
                }
            }
        }
    }

    private MatrixResult run(List<Disturbance> plan) throws IOException, InterruptedException {
        stack.startWithoutProducer();
        stack.feed().producer().start().awaitReady(PATIENCE);
        Waiting.until(PATIENCE, () -> "first rows of both tables", freshness::hasArrived);
        freshness.mark();
        awaitRows("the start");
        say("ready; the faults begin");
        long end = System.nanoTime() + options.most().toNanos();
        for (Disturbance fault : plan) {
            if (System.nanoTime() > end) {
                numbers.add("after " + options.most().toMinutes() + " minutes the rest of the plan was left");
                break;
            }
            disturb(fault);
        }
        problems.addAll(havoc.problems());
        settle();
        return judge();
    }

    private void disturb(Disturbance fault) throws IOException, InterruptedException {
        supervisor.watch(fault.pause());
        if (!havoc.happens(fault)) {
            return;
        }
        boolean came = awaitRows(fault.number() + " " + fault.kind().label());
        Duration took = havoc.recovery();
        recoveries.add(new MatrixResult.Recovery(fault.kind(), took));
        say(String.format(
                Locale.ROOT,
                "%3d of %d %-22s new rows %s %.1f s",
                fault.number(),
                options.faults(),
                fault.kind().label(),
                came ? "after" : "NOT within",
                took.toMillis() / 1e3));
    }

    private boolean awaitRows(String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!freshness.hasArrived()) {
            if (System.nanoTime() > end) {
                problems.add(
                        "no new rows within " + PATIENCE.toSeconds() + " s after " + what + ": " + freshness.missing());
                return false;
            }
            supervisor.watch(Duration.ofMillis(100));
        }
        return true;
    }

    private void say(String what) {
        System.out.printf(
                Locale.ROOT,
                "%6.1f s  %s%n",
                Duration.ofNanos(System.nanoTime() - begunAt).toMillis() / 1e3,
                what);
    }

    /** The market closes, what is under way arrives, one process after the other is stopped, in the order of the trades' way. */
    private void settle() throws IOException, InterruptedException {
        stack.feed().coinbase().closeMarket();
        awaitCalm();
        stop(stack.feed().producer());
        new Progress(stack.feed().bootstrapServers())
                .awaitAllProcessed(PATIENCE)
                .ifPresent(problems::add);
        stop(stack.feed().streams());
        awaitTables();
        for (Part worker : stack.workers()) {
            if (supervisor.wants(worker)) {
                stop(worker);
            }
        }
    }

    private void awaitCalm() throws InterruptedException {
        Ends ends = new Ends(stack.feed().bootstrapServers());
        long before = -1;
        int calm = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (calm < CALM_ROUNDS) {
            if (System.nanoTime() > end) {
                problems.add("not at rest " + PATIENCE.toSeconds() + " s after the market was closed");
                return;
            }
            supervisor.watch(Duration.ofSeconds(2));
            long now = ends.of("ticks");
            calm = now == before && openGaps() == 0 ? calm + 1 : 0;
            before = now;
        }
    }

    private long openGaps() {
        long open = 0;
        for (ObservedGap gap : ObservedGap.all(topics)) {
            long ids = gap.last() - gap.first() + 1;
            open += gap.isOpening() ? ids : -ids;
        }
        return open;
    }

    private void stop(Part part) throws InterruptedException {
        supervisor.want(part, false);
        part.terminate();
        Optional<Integer> code = part.awaitEnd(STOP);
        // A JVM that ends by SIGTERM without an own code says 143.
        if (code.isEmpty() || !Set.of(0, 143).contains(code.get())) {
            problems.add(part + ", asked to stop, ended with " + code + ": " + part.lastWords());
            part.kill();
        }
    }

    /** Nothing is written to the topics any more: what they hold must come into the tables. */
    private void awaitTables() throws InterruptedException {
        Map<String, Long> records = new LinkedHashMap<>();
        for (String table : CurrentTable.names(stack.catalogFile())) {
            long[] count = {0};
            topics.read(table, record -> count[0]++);
            records.put(table, count[0]);
        }
        say("the topics hold " + records);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!records.entrySet().stream().allMatch(entry -> rows(entry.getKey()) >= entry.getValue())) {
            if (System.nanoTime() > end) {
                problems.add("the tables did not catch up within " + PATIENCE.toSeconds() + " s");
                return;
            }
            supervisor.watch(Duration.ofMillis(500));
        }
    }

    private long rows(String table) {
        return CurrentTable.of(stack.catalogFile(), table)
                .snapshot()
                .map(snapshot -> snapshot.path("summary").path("total-records").asLong())
                .orElse(0L);
    }

    private MatrixResult judge() throws IOException, InterruptedException {
        Set<String> trades = new HashSet<>();
        long[] repeated = {0};
        List<Count> counts = new ArrayList<>();
        for (String table : CurrentTable.names(stack.catalogFile())) {
            say("counting " + table);
            counts.add(Count.of(stack.catalogFile(), topics, table, row -> {
                if (table.equals("ticks") && !trades.add(trade(row))) {
                    repeated[0]++;
                }
            }));
        }
        say("comparing the topics with the market's ledger");
        Findings findings = Examination.of(
                topics,
                stack.feed().ledger(),
                Files.exists(stack.feed().faultLedger())
                        ? stack.feed().faultLedger()
                        : Files.createFile(stack.feed().faultLedger()));
        problems.addAll(findings.problems());
        long missing = findings.trades() - trades.size();
        if (missing != 0 || repeated[0] != 0) {
            problems.add("of " + findings.trades() + " trades of the ledger " + missing + " are not in ticks, "
                    + repeated[0] + " are there twice");
        }
        counts.forEach(count -> count.examples().forEach(line -> problems.add(count.table() + ": " + line)));
        stack.gate().ifPresent(gate -> numbers.add(gate.toString()));
        numbers.add("the sink said: " + said("outcome of a commit is not known") + " times outcome unknown, "
                + said("commit refused") + " refused, " + said("another task has written") + " fenced, "
                + said("a file cannot be written") + " disk full");
        numbers.add(supervisor.failedTasks() + " times a sink's task failed and was started again");
        stop(stack.feed().broker());
        stop(stack.feed().simulator());
        String audit = audit();
        return new MatrixResult(
                seed,
                options,
                Duration.ofNanos(System.nanoTime() - begunAt),
                recoveries,
                findings.trades(),
                counts,
                audit,
                numbers,
                supervisor.endings(),
                problems,
                stack.feed().folder());
    }

    private long said(String words) {
        return stack.workers().stream()
                .flatMap(worker -> worker.log().lines())
                .filter(line -> line.contains(words))
                .count();
    }

    private static String trade(Group row) {
        return row.getBinary("product_id", 0).toStringUsingUTF8() + " " + row.getLong("trade_id", 0);
    }

    /** The product's own proof, by its command; what it says in its last line. */
    private String audit() throws IOException, InterruptedException {
        say("the audit");
        try (Sandbox sandbox = Sandbox.on(stack.data())) {
            Outcome audit = sandbox.run(AUDIT, "audit", "--full");
            Files.writeString(stack.feed().file("audit.txt"), audit.toString());
            if (audit.exitCode() != 0) {
                problems.add("the audit does not prove it (exit code " + audit.exitCode() + "):");
                audit.out().lines().forEach(line -> problems.add("  " + line));
                audit.errors().forEach(line -> problems.add("  " + line));
            }
            return audit.exitCode() == 0 ? "proved" : "exit " + audit.exitCode();
        }
    }
}
