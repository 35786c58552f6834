package io.candlelake.streams.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.SeenTrades;
import io.candlelake.domain.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever comes in whatever order, the rows of gaps name exactly the ids that are missing. */
class GapLedgerTest {
    private static final Timestamp AT = new Timestamp(0);

    // jqwik keeps the instance from try to try.
    private SeenTrades seen = new SeenTrades();
    private GapLedger ledger = new GapLedger();
    private List<Row> rows = new ArrayList<>();

    @BeforeTry
    void forget() {
        seen = new SeenTrades();
        ledger = new GapLedger();
        rows = new ArrayList<>();
    }

    private record Row(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt) {}

    @Property(tries = 3_000)
    void everyMissingIdIsInOneOpenGapAndEveryGapEndsOnceAllItsIdsHaveAnEnd(@ForAll long seed) {
        Random random = new Random(seed);
        TreeSet<Long> plain = new TreeSet<>();
        Set<Long> named = new HashSet<>();
        long newest = 0;
        for (int frame = 0; frame < 1 + random.nextInt(40); frame++) {
            long id = 20L + random.nextInt(60);
            long last = id + random.nextInt(6);
            switch (random.nextInt(6)) {
                case 0 -> {
                    ledger.report(id, last, GapCause.RECONNECT, seen, AT, this::write);
                    newest = Math.max(newest, last);
                    addUnseen(named, id, last, plain);
                }
                case 1 -> {
                    ledger.giveUp(id, last, GapCause.RECONNECT, seen, AT, this::write);
                    newest = Math.max(newest, last);
                    addUnseen(named, id, last, plain);
                }
                case 2 -> newest = Math.max(newest, id);
                default -> {
                    for (long trade = last; trade >= id; trade--) {
                        if (seen.add(trade, trade)) {
                            plain.add(trade);
                            ledger.came(trade);
                        }
                    }
                    newest = Math.max(newest, last);
                }
            }
            ledger.endOfFrame(seen, newest, AT, this::write);
            check(plain, newest, named, "seed " + seed + ", frame " + frame);
        }
    }

    private void write(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt) {
        rows.add(new Row(gap, first, last, status, resolvedAt));
    }

    private static void addUnseen(Set<Long> named, long first, long last, Set<Long> plain) {
        for (long id = first; id <= last; id++) {
            if (!plain.contains(id)) {
                named.add(id);
            }
        }
    }

    private void check(NavigableSet<Long> plain, long newest, Set<Long> named, String when) {
        for (long id = 1; id <= 100; id++) {
            long number = id;
            List<Row> its = rows.stream()
                    .filter(row -> row.first() <= number && number <= row.last())
                    .toList();
            long opened =
                    its.stream().filter(row -> row.status() == GapStatus.OPEN).count();
            assertThat(opened).as("%s: id %d opened once at most", when, id).isLessThanOrEqualTo(1);
            boolean hole = !plain.isEmpty() && id > plain.first() && id < newest && !plain.contains(id);
            if (hole || (named.contains(id) && !plain.contains(id))) {
                assertThat(opened).as("%s: missing id %d", when, id).isEqualTo(1);
                assertThat(its).as("%s: id %d", when, id).noneMatch(row -> row.status() == GapStatus.REPAIRED);
            }
            if (plain.contains(id) && opened == 1) {
                KnownGap gap = its.get(0).gap();
                boolean over = its.size() > 1;
                boolean allCame = seen.missing(gap.first(), gap.last()) == 0;
                assertThat(over || !allCame)
                        .as("%s: the gap of id %d, all of which came, is over", when, id)
                        .isTrue();
                if (over) {
                    assertThat(its.get(its.size() - 1).status())
                            .as("%s: id %d", when, id)
                            .isEqualTo(GapStatus.REPAIRED);
                }
            }
        }
        assertThat(rows).as(when).allSatisfy(row -> {
            assertThat(row.gap().first()).isLessThanOrEqualTo(row.first());
            assertThat(row.gap().last()).isGreaterThanOrEqualTo(row.last());
        });
    }
}
