package io.candlelake.endtoend.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.endtoend.expected.Candle;
import io.candlelake.endtoend.expected.Candles;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.Difference;
import io.candlelake.endtoend.observed.ObservedCandle;
import io.candlelake.endtoend.observed.ObservedGap;
import io.candlelake.endtoend.observed.ObservedReject;
import io.candlelake.endtoend.observed.ObservedTick;
import io.candlelake.endtoend.observed.TopicReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** What stands committed in the topics, against the truth: ticks, candles of every interval, gaps, rejects; each once, each right. */
final class Judgement {
    private final Truth truth;
    private final List<String> problems = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();

    Judgement(Truth truth, TopicReader topics) {
        this.truth = truth;
        numbers.add(truth.records() + " records written: " + truth.count() + " trades, "
                + truth.repeats() + " repeated, " + truth.lateTrades() + " late, "
                + truth.dropped().size() + " never written, " + truth.rejects().size() + " to be rejected");
        judgeTicks(topics);
        judgeCandles(ObservedCandle.all(topics));
        judgeGaps(ObservedGap.all(topics));
        judgeRejects(ObservedReject.all(topics));
    }

    List<String> problems() {
        return problems;
    }

    List<String> numbers() {
        return numbers;
    }

    private void judgeTicks(TopicReader topics) {
        Map<Trade.Key, Trade> left = new HashMap<>();
        truth.products().forEach(product -> truth.delivered(product).forEach(trade -> left.put(trade.key(), trade)));
        long[] count = {0};
        topics.read("ticks", record -> {
            count[0]++;
            Trade tick = ObservedTick.of(record).trade();
            Trade wanted = left.remove(tick.key());
            if (wanted == null) {
                problems.add("tick twice, or never written: " + tick);
            } else if (!wanted.equals(tick)) {
                problems.add("tick " + tick + " should be " + wanted);
            }
        });
        left.values().forEach(trade -> problems.add("no tick of " + trade));
        numbers.add(count[0] + " ticks");
    }

    private void judgeCandles(List<ObservedCandle> rows) {
        Map<Candle.Key, ObservedCandle> newest = new HashMap<>();
        for (ObservedCandle row : rows) {
            ObservedCandle before = newest.put(row.key(), row);
            long expected = before == null ? 1 : before.revision() + 1;
            if (row.revision() != expected) {
                problems.add("revision " + row.revision() + " where " + expected + " should follow: " + row);
            }
        }
        for (String product : truth.products()) {
            List<ObservedCandle> ofProduct = newest.values().stream()
                    .filter(row -> row.key().product().equals(product))
                    .toList();
            Difference.ofCandles(Candles.of(truth.delivered(product)), ofProduct)
                    .forEach(line -> problems.add("candle " + line));
        }
        claimsAreTrue(newest.values());
        long traded =
                newest.values().stream().filter(row -> row.traded().isPresent()).count();
        long complete = newest.values().stream()
                .filter(row -> row.traded().isPresent() && row.complete())
                .count();
        numbers.add(rows.size() + " candles: " + newest.size() + " windows, " + (rows.size() - newest.size())
                + " revisions of them, " + traded + " with trades, " + complete + " of these complete");
    }

    /** Complete means that it holds every trade that took place, those that were never written included. */
    private void claimsAreTrue(Collection<ObservedCandle> newest) {
        Set<Candle.Key> lacking = new HashSet<>();
        for (Trade trade : truth.dropped()) {
            Candles.INTERVALS.forEach((interval, length) ->
                    lacking.add(new Candle.Key(trade.product(), interval, Candles.floor(trade.time(), length))));
        }
        newest.stream()
                .filter(row -> row.complete() && lacking.contains(row.key()))
                .forEach(row -> problems.add("said to be complete, and a trade is missing: " + row));
    }

    private void judgeGaps(List<ObservedGap> rows) {
        Set<String> distinct = new HashSet<>();
        Map<String, Set<Long>> open = new HashMap<>();
        Map<String, Set<Long>> repaired = new HashMap<>();
        for (ObservedGap row : rows) {
            if (!distinct.add(row.product() + row.first() + row.last() + row.status())) {
                problems.add("gap twice: " + row);
            }
            Map<String, Set<Long>> side = row.isOpening() ? open : repaired;
            Set<Long> ids = side.computeIfAbsent(row.product(), product -> new HashSet<>());
            LongStream.rangeClosed(row.first(), row.last())
                    .filter(id -> !ids.add(id))
                    .forEach(id -> problems.add("id " + id + " twice among the gaps: " + row));
        }
        for (String product : truth.products()) {
            Set<Long> missed = truth.missed(product);
            Set<Long> opened = open.getOrDefault(product, Set.of());
            if (!opened.equals(missed)) {
                problems.add("ids of gaps of " + product + ": " + sample(opened, missed));
            }
            Set<Long> ended = repaired.getOrDefault(product, Set.of());
            Set<Long> came = new HashSet<>(missed);
            came.removeIf(id -> !truth.came(product, id));
            Set<Long> early = new HashSet<>(ended);
            early.removeAll(came);
            if (!early.isEmpty()) {
                problems.add("repaired, though they never came, of " + product + ": " + early);
            }
            wholeGapsEnded(product, rows, came, ended);
        }
        numbers.add(rows.size() + " gaps: "
                + rows.stream().filter(ObservedGap::isOpening).count() + " opened, "
                + rows.stream().filter(row -> row.status().equals("REPAIRED")).count() + " repaired");
    }

    /** A gap ends when the last of its trades has come. */
    private void wholeGapsEnded(String product, List<ObservedGap> rows, Set<Long> came, Set<Long> ended) {
        rows.stream()
                .filter(row -> row.isOpening() && row.product().equals(product))
                .forEach(gap -> {
                    boolean all =
                            LongStream.rangeClosed(gap.first(), gap.last()).allMatch(came::contains);
                    boolean told =
                            LongStream.rangeClosed(gap.first(), gap.last()).allMatch(ended::contains);
                    if (all != told) {
                        problems.add((all ? "came, and not told: " : "told, and not come: ") + gap);
                    }
                });
    }

    private static String sample(Set<Long> got, Set<Long> wanted) {
        Set<Long> lost = new HashSet<>(wanted);
        lost.removeAll(got);
        Set<Long> extra = new HashSet<>(got);
        extra.removeAll(wanted);
        return "lacking " + lost.stream().limit(10).toList() + ", too many "
                + extra.stream().limit(10).toList();
    }

    private void judgeRejects(List<ObservedReject> rows) {
        Map<String, String> left = new HashMap<>(truth.rejects());
        for (ObservedReject row : rows) {
            String payload = UTF_8.decode(row.payload().duplicate()).toString();
            String reason = left.remove(payload);
            if (!row.reason().equals(reason)) {
                problems.add("reject " + row.reason() + " should be " + reason + ", or was told before: " + payload);
            }
        }
        left.forEach((payload, reason) -> problems.add("not rejected as " + reason + ": " + payload));
        numbers.add(rows.size() + " rejects");
    }
}
