package io.candlelake.endtoend.examination;

import io.candlelake.endtoend.expected.Fault;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.ObservedGap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** The gap ledger: every hole named once, closed once, and truly so. */
final class GapExamination {
    /** Longer ones are not taken apart: no run has so many trades. */
    private static final long LONGEST = 10_000_000;

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Map<Long, String>> opened = new TreeMap<>();
    private final Map<String, Map<Long, String>> closed = new TreeMap<>();
    private final RawScan raw;
    private final Set<Trade.Key> ticks;

    private GapExamination(RawScan raw, Set<Trade.Key> ticks) {
        this.raw = raw;
        this.ticks = ticks;
    }

    /** One line for each thing that is wrong. */
    static List<String> problems(
            RawScan raw, Set<Trade.Key> ticks, List<ObservedGap> gaps, Collection<Trade> trades, List<Fault> faults) {
        GapExamination examination = new GapExamination(raw, ticks);
        gaps.forEach(examination::row);
        Map<String, Set<Long>> skipped = skipped(faults);
        raw.products().forEach((product, scan) -> {
            examination.everyHoleIsNamed(product, scan);
            examination.everyGapIsClosedTruly(product, skipped.getOrDefault(product, Set.of()));
            examination.everySkippedIdIsUnrepairable(product, scan, skipped.getOrDefault(product, Set.of()), trades);
        });
        examination.everyHiddenTradeIsNamedOrCameInOrder(trades, faults);
        return examination.problems;
    }

    private static Map<String, Set<Long>> skipped(List<Fault> faults) {
        Map<String, Set<Long>> skipped = new HashMap<>();
        faults.stream().filter(fault -> fault.kind().equals(Fault.SKIP_ID)).forEach(fault -> skipped.computeIfAbsent(
                        fault.product(), product -> new TreeSet<>())
                .addAll(fault.tradeIds()));
        return skipped;
    }

    private void row(ObservedGap gap) {
        if (gap.last() < gap.first() || gap.last() - gap.first() > LONGEST) {
            problems.add("gap of no sensible range: " + gap);
            return;
        }
        if (gap.isOpening() == gap.resolvedAt().isPresent()) {
            problems.add("gap that is open and resolved, or neither: " + gap);
        }
        Map<Long, String> ids =
                (gap.isOpening() ? opened : closed).computeIfAbsent(gap.product(), product -> new HashMap<>());
        List<Long> again = LongStream.rangeClosed(gap.first(), gap.last())
                .filter(id -> ids.put(id, gap.status()) != null)
                .boxed()
                .toList();
        if (!again.isEmpty()) {
            problems.add("gap " + (gap.isOpening() ? "opened" : "closed") + " a second time for " + Ids.text(again)
                    + ": " + gap);
        }
    }

    private void everyHoleIsNamed(String product, ProductScan scan) {
        Set<Long> unnamed = new TreeSet<>(scan.holes().keySet());
        unnamed.removeAll(opened(product).keySet());
        if (!unnamed.isEmpty()) {
            long first = unnamed.iterator().next();
            problems.add("hole without a row of gaps: " + product + " " + Ids.text(unnamed) + "; " + first + ": "
                    + scan.holes().get(first));
        }
    }

    private void everyGapIsClosedTruly(String product, Set<Long> skipped) {
        Map<Long, String> closings = closed(product);
        report("gap that is still open: ", product, opened(product), id -> !closings.containsKey(id));
        report("gap closed that was never opened: ", product, closings, id -> !opened(product)
                .containsKey(id));
        report(
                "gap called repaired without its trade: ",
                product,
                closings,
                id -> "REPAIRED".equals(closings.get(id)) && !ticks.contains(new Trade.Key(product, id)));
        report(
                "gap called unrepairable though its trade exists: ",
                product,
                closings,
                id -> "UNREPAIRABLE".equals(closings.get(id)) && !skipped.contains(id));
    }

    private void report(String what, String product, Map<Long, String> ids, LongPredicate isWrong) {
        List<Long> wrong = ids.keySet().stream().filter(id -> isWrong.test(id)).toList();
        if (!wrong.isEmpty()) {
            problems.add(what + product + " " + Ids.text(wrong));
        }
    }

    /** Those between the first that was received and the last that exists: nothing shows the others. */
    private void everySkippedIdIsUnrepairable(
            String product, ProductScan scan, Set<Long> skipped, Collection<Trade> trades) {
        long last = trades.stream()
                .filter(trade -> trade.product().equals(product))
                .mapToLong(Trade::id)
                .max()
                .orElse(0);
        List<Long> wrong = skipped.stream()
                .filter(id -> id > scan.first() && id < last)
                .filter(id -> !"UNREPAIRABLE".equals(closed(product).get(id)))
                .toList();
        if (!wrong.isEmpty()) {
            problems.add("id that never existed and is not unrepairable: " + product + " " + Ids.text(wrong));
        }
    }

    private void everyHiddenTradeIsNamedOrCameInOrder(Collection<Trade> trades, List<Fault> faults) {
        Set<Trade.Key> existing = new HashSet<>();
        trades.forEach(trade -> existing.add(trade.key()));
        for (Fault fault : faults) {
            ProductScan scan = raw.product(fault.product());
            List<Long> unnamed = fault.tradeIds().stream()
                    .filter(id -> existing.contains(new Trade.Key(fault.product(), id)))
                    .filter(id ->
                            !scan.cameInOrder(id) && !opened(fault.product()).containsKey(id))
                    .toList();
            if (!unnamed.isEmpty()) {
                problems.add("trade that was hidden by " + fault.kind() + " of " + fault.feed() + " at " + fault.time()
                        + ", is in no row of gaps and did not come in order: " + fault.product() + " "
                        + Ids.text(unnamed));
            }
        }
    }

    private Map<Long, String> opened(String product) {
        return opened.getOrDefault(product, Map.of());
    }

    private Map<Long, String> closed(String product) {
        return closed.getOrDefault(product, Map.of());
    }
}
