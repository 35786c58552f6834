package io.candlelake.streams.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Candle;
import io.candlelake.domain.Reject;
import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.expected.Knowledge;
import io.candlelake.streams.expected.Numbers;
import io.candlelake.streams.expected.Observed;
import io.candlelake.streams.expected.Rollup;
import io.candlelake.streams.expected.Row;
import io.candlelake.streams.expected.Trade;
import io.candlelake.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** One run: {@code Simulation.run(7, directory)} lists what is wrong, nothing when all is well. */
final class Simulation implements AutoCloseable {
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 1_440 * MINUTE;
    private static final long GRACE = 2 * SECOND;
    private static final long HORIZON = 120 * MINUTE;
    private static final long SILENCE = MINUTE;
    private static final TopologySettings SETTINGS =
            new TopologySettings(new CandleSettings(GRACE, HORIZON, SILENCE, 7 * DAY), MINUTE, 4);

    private final Random random;
    private final RestartableTopology topology;
    private final Map<String, Product> products = new HashMap<>();
    private final Map<String, Knowledge> known = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long now;
    private long newestReceipt;

    private Simulation(long seed, Path directory) {
        random = new Random(seed);
        Instant start = Instant.parse("2026-11-20T22:30:00Z").plusSeconds(random.nextInt(3_600));
        now = start.getEpochSecond() * SECOND;
        topology = new RestartableTopology(directory, SETTINGS, start);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String name = "P" + i + "-USD";
            names.add(name);
            products.put(name, new Product(name, random));
            known.put(name, new Knowledge(GRACE, HORIZON, false));
        }
    }

    /** How often what happened, beside the problems. */
    static List<String> run(long seed, Path directory, Tally tally) {
        try (Simulation simulation = new Simulation(seed, directory)) {
            simulation.run(tally);
            return simulation.problems;
        }
    }

    private void run(Tally tally) {
        for (int step = 40 + random.nextInt(120); step > 0 && problems.isEmpty(); step--) {
            step(tally);
        }
        if (problems.isEmpty()) {
            end(tally);
        }
    }

    private void step(Tally tally) {
        switch (random.nextInt(40)) {
            case 0 -> restart(tally);
            case 1 -> abort(tally);
            case 2 -> jump(random.nextInt(10 * (int) MINUTE), tally);
            case 3 -> {
                if (random.nextInt(6) == 0) {
                    jump(MINUTE * random.nextInt(240), tally);
                }
            }
            case 4, 5 -> clock(Duration.ofMillis(1 + random.nextInt(2_000)), tally);
            case 6 -> {
                clock(Duration.ofSeconds(1), tally);
                clock(Duration.ofMinutes(random.nextInt(12)), tally);
            }
            default -> input().ifPresent(input -> take(input, tally));
        }
        now += random.nextInt(4) == 0 ? random.nextInt(40 * (int) SECOND) : random.nextInt(2 * (int) SECOND);
    }

    private Optional<Input> input() {
        Product product = Objects.requireNonNull(products.get(names.get(random.nextInt(names.size()))));
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> product.heartbeat(now);
            case 3, 4 -> product.late(now);
            case 5 -> product.repair(now);
            case 6, 7 -> product.again(now);
            case 8 -> product.bad(now);
            case 9 -> product.report(now);
            default -> product.trade(now);
        };
    }

    private void restart(Tally tally) {
        tally.count("restarts");
        topology.restart(topology.committed());
    }

    /** Some frames were read, their rows written and not committed: all that is undone, and they are read again. */
    private void abort(Tally tally) {
        tally.count("aborts");
        var committed = topology.committed();
        List<Input> inputs = new ArrayList<>();
        for (int count = 1 + random.nextInt(8); count > 0; count--) {
            input().ifPresent(inputs::add);
            now += random.nextInt((int) SECOND);
        }
        inputs.forEach(topology::pipe);
        topology.restart(committed);
        inputs.forEach(input -> take(input, tally));
    }

    /** Nothing takes place for a while; the clock may or may not have gone on. */
    private void jump(long micros, Tally tally) {
        tally.count("jumps of time");
        now += micros;
        if (random.nextBoolean()) {
            clock(Duration.of(micros, ChronoUnit.MICROS), tally);
        }
    }

    private void clock(Duration time, Tally tally) {
        topology.advance(time);
        RestartableTopology.Output output = topology.read();
        long clock = Math.max(topology.clock().getEpochSecond() * SECOND + SECOND, newestReceipt);
        for (String name : names) {
            List<Row> rows = rows(output.candles(), name);
            tally.count("candles closed by the clock", rows.size());
            problems.addAll(knowledge(name).afterSilence(clock - SILENCE, rows));
        }
        judgeLive(output.live());
        same("rows of the clock", List.of(), output.ticks(), output.gaps(), output.rejects());
    }

    private void take(Input input, Tally tally) {
        topology.pipe(input);
        newestReceipt = Math.max(newestReceipt, input.receivedAt());
        RestartableTopology.Output output = topology.read();
        tally.count("frames");
        tally.count("ticks", output.ticks().size());
        tally.count("candles", output.candles().size());
        tally.count("rows of gaps", output.gaps().size());
        tally.count("rejects", output.rejects().size());
        judge(input, output);
        judgeLive(output.live());
    }

    private void judge(Input input, RestartableTopology.Output output) {
        List<String> reasons =
                output.rejects().stream().map(reject -> reject.reason().name()).toList();
        int tooLate = (int) reasons.stream().filter("TOO_LATE"::equals).count();
        Knowledge.Outcome outcome = new Knowledge.Outcome(
                output.ticks().stream()
                        .map(tick -> Observed.trade(
                                tick.tradeId().value(),
                                tick.time().epochMicros(),
                                tick.price(),
                                tick.size(),
                                tick.takerSide()))
                        .toList(),
                output.candles().stream().map(Observed::row).toList(),
                output.gaps().stream()
                        .map(gap -> gap.firstMissingId() + ".." + gap.lastMissingId() + " " + gap.status() + " "
                                + gap.cause())
                        .toList(),
                tooLate);
        if (!reasons.stream()
                .filter(reason -> !reason.equals("TOO_LATE"))
                .toList()
                .equals(input.rejects())) {
            problems.add("rejects should be " + input.rejects() + ", are " + reasons + " of " + input.payload());
        }
        for (Reject reject : output.rejects()) {
            if (!new String(reject.payload(), UTF_8).equals(input.payload())) {
                problems.add("a reject without its bytes: " + reject);
            }
        }
        if (!ofOther(output, input.product()).isEmpty()) {
            problems.add("rows of another product: " + ofOther(output, input.product()));
        }
        input.told()
                .ifPresentOrElse(
                        told -> problems.addAll(knowledge(input.product()).after(told, outcome)),
                        () -> same(
                                "rows of a rejected frame",
                                List.of(),
                                outcome.ticks(),
                                outcome.candles(),
                                outcome.gaps()));
    }

    private static List<String> ofOther(RestartableTopology.Output output, String product) {
        List<String> names = new ArrayList<>();
        output.ticks().forEach(tick -> names.add(tick.productId().value()));
        output.candles().forEach(candle -> names.add(candle.productId().value()));
        output.gaps().forEach(gap -> names.add(gap.productId().value()));
        names.removeIf(product::equals);
        return names;
    }

    private static List<Row> rows(List<Candle> candles, String product) {
        return candles.stream()
                .filter(candle -> candle.productId().value().equals(product))
                .map(Observed::row)
                .toList();
    }

    /** An open candle says what came until now. */
    private void judgeLive(List<Candle> live) {
        for (Candle candle : live) {
            Row row = Observed.row(candle);
            Optional<Numbers> wanted = knowledge(candle.productId().value()).numbers(row.length(), row.openTime());
            same("open candle " + row, wanted, row.numbers());
        }
    }

    private void same(String what, Object wanted, Object... got) {
        for (Object each : got) {
            if (!wanted.equals(each)) {
                problems.add(what + ": should be " + wanted + ", is " + each);
            }
        }
    }

    private Knowledge knowledge(String product) {
        return Objects.requireNonNull(known.get(product));
    }

    /** What is on its way comes, time passes the end of the quarter of an hour, or now and then of the day, and each claim is compared with all that took place. */
    private void end(Tally tally) {
        long length = random.nextInt(12) == 0 ? DAY : 15 * MINUTE;
        long end = (now / length + 1) * length + GRACE;
        for (Product product : products.values()) {
            if (product.all().isEmpty()) {
                continue;
            }
            take(product.heartbeat(now, now, true), tally);
            while (product.isWaiting()) {
                product.late(now).ifPresent(input -> take(input, tally));
            }
            take(product.heartbeat(end, end, true), tally);
            Knowledge knowledge = knowledge(product.name());
            for (Row row : knowledge.newestRows()) {
                judgeClaim(knowledge, row, product.all());
            }
            problems.addAll(Rollup.differences(knowledge.newestRows()));
        }
    }

    /** Beyond the horizon nothing is taken back. */
    private void judgeClaim(Knowledge knowledge, Row row, List<Trade> all) {
        if (row.openTime() + row.length().micros() < now - HORIZON) {
            return;
        }
        long traded = all.stream()
                .filter(trade -> row.length().start(trade.micros()) == row.openTime())
                .filter(trade -> row.numbers().isPresent() || knowledge.isCounted(trade.id()))
                .count();
        if (row.complete() && row.numbers().map(Numbers::count).orElse(0L) != traded) {
            problems.add("said to be complete, and " + traded + " trades took place: " + row);
        }
    }

    @Override
    public void close() {
        topology.close();
    }
}
