package io.candlelake.endtoend.examination;

import io.candlelake.endtoend.expected.Fault;
import io.candlelake.endtoend.expected.Ledger;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.Difference;
import io.candlelake.endtoend.observed.ObservedGap;
import io.candlelake.endtoend.observed.ObservedReject;
import io.candlelake.endtoend.observed.ObservedTick;
import io.candlelake.endtoend.observed.TopicReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares a finished run with the simulator's ledgers: {@code Examination.of(topics, ledger, faultLedger)}. */
public final class Examination {
    private static final int SHOWN = 10;

    private final TopicReader topics;
    private final List<Trade> trades;
    private final List<Fault> faults;
    private final List<ObservedTick> ticks;
    private final RawScan raw;
    private final List<String> problems = new ArrayList<>();

    private Examination(TopicReader topics, Path ledger, Path faultLedger) throws IOException {
        this.topics = topics;
        this.trades = Ledger.read(ledger);
        this.faults = Fault.read(faultLedger);
        this.ticks = ObservedTick.all(topics);
        this.raw = RawScan.of(topics, ticks);
    }

    public static Findings of(TopicReader topics, Path ledger, Path faultLedger) throws IOException {
        return new Examination(topics, ledger, faultLedger).findings();
    }

    private Findings findings() {
        Map<Trade.Key, Trade> expected = new HashMap<>();
        trades.forEach(trade -> expected.put(trade.key(), trade));
        Set<Trade.Key> known = new HashSet<>();
        ticks.forEach(tick -> known.add(tick.trade().key()));
        Set<Trade.Key> lost = new TreeSet<>(expected.keySet());
        lost.removeAll(known);
        List<String> differences = Difference.ofTicks(expected, ticks);
        some(differences, "");
        List<ObservedGap> gaps = ObservedGap.all(topics);
        some(GapExamination.problems(raw, known, gaps, trades, faults), "");
        some(raw.ticksWithoutFrame(), "tick that names a frame without its trade: ");
        rejectsAreTheBrokenFrames();
        if (!lost.isEmpty()) {
            whereWereTheySeen(lost, gaps);
        }
        long duplicates = (long) ticks.size() - known.size();
        return new Findings(
                trades.size(),
                lost.size(),
                duplicates,
                differences.size() - lost.size() - duplicates,
                count(gaps, "OPEN"),
                count(gaps, "REPAIRED"),
                count(gaps, "UNREPAIRABLE"),
                raw.broken().size(),
                problems);
    }

    /** Every broken frame is in rejects with its bytes, and nothing else is. */
    private void rejectsAreTheBrokenFrames() {
        Map<Position, ByteBuffer> rejected = new HashMap<>();
        for (ObservedReject reject : ObservedReject.all(topics)) {
            Position position = new Position(reject.rawPartition(), reject.rawOffset());
            rejected.put(position, reject.payload());
            if (!raw.broken().containsKey(position)) {
                problems.add("reject of a good frame: " + reject.reason() + " " + reject.detail() + " at " + position);
            }
        }
        List<String> missing = new ArrayList<>();
        raw.broken().forEach((position, bytes) -> {
            if (!bytes.equals(rejected.get(position))) {
                missing.add(position + ": " + text(bytes));
            }
        });
        some(missing, "broken frame that is not in rejects with its bytes: ");
    }

    private void whereWereTheySeen(Set<Trade.Key> lost, List<ObservedGap> gaps) {
        List<Trade.Key> shown = lost.stream().limit(SHOWN).toList();
        RawScan.sightings(topics, new HashSet<>(shown))
                .forEach(line -> problems.add("  lost, yet in raw_messages: " + line));
        for (Trade.Key key : shown) {
            faults.stream()
                    .filter(fault -> fault.product().equals(key.product())
                            && fault.tradeIds().contains(key.id()))
                    .forEach(fault -> problems.add("  lost: " + key.product() + " " + key.id() + " had a "
                            + fault.kind() + " of " + fault.feed() + " at " + fault.time()));
            gaps.stream()
                    .filter(gap -> gap.product().equals(key.product()) && gap.contains(key.id()))
                    .forEach(gap -> problems.add("  lost: " + key.product() + " " + key.id() + " is in gap " + gap));
        }
    }

    private void some(List<?> wrong, String what) {
        wrong.stream().limit(SHOWN).forEach(line -> problems.add(what + line));
        if (wrong.size() > SHOWN) {
            problems.add("  and " + (wrong.size() - SHOWN) + " more of these");
        }
    }

    private static long count(List<ObservedGap> gaps, String status) {
        return gaps.stream().filter(gap -> gap.status().equals(status)).count();
    }

    private static String text(ByteBuffer bytes) {
        String text = java.nio.charset.StandardCharsets.ISO_8859_1
                .decode(bytes.duplicate())
                .toString();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
