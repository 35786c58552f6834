package io.candlelake.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenTradesTest {
    @Test
    void aProductWithoutAHoleIsOneRangeWithTheTimesOfItsEnds() {
        SeenTrades seen = new SeenTrades();
        LongStream.rangeClosed(1, 100_000).forEach(id -> seen.add(id, id * 10));
        assertThat(seen.count()).isEqualTo(1);
        assertThat(seen.range(0)).isEqualTo(new SeenTrades.Range(1, 100_000, 10, 1_000_000));
    }

    @Test
    void theLargestLongIsAnId() {
        SeenTrades seen = new SeenTrades();
        assertThat(seen.add(Long.MAX_VALUE, 1)).isTrue();
        assertThat(seen.add(Long.MAX_VALUE, 1)).isFalse();
        assertThat(seen.add(7, 1)).isTrue();
        assertThat(seen.nextUnseen(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(seen).hasToString("[7..7, 9223372036854775807..9223372036854775807]");
    }

    @Test
    void aHoleLiesBetweenTheTimesOfItsNeighbours() {
        SeenTrades seen = new SeenTrades();
        seen.add(7, 100);
        seen.add(9, 300);
        assertThat(seen.isMissingWithin(0, 100)).isFalse();
        assertThat(seen.isMissingWithin(0, 101)).isTrue();
        assertThat(seen.isMissingWithin(150, 160)).isTrue();
        assertThat(seen.isMissingWithin(300, 400)).isTrue();
        assertThat(seen.isMissingWithin(301, 400)).isFalse();
        assertThat(seen.isLastUntil(7, 100)).isTrue();
        assertThat(seen.isLastUntil(7, 101)).isFalse();
        assertThat(seen.isFirstSince(9, 301)).isTrue();
        assertThat(seen.isFirstSince(9, 300))
                .as("8 may share the microsecond of 9")
                .isFalse();
        assertThat(seen.edgeBelow(8, 0)).isEqualTo(100);
        assertThat(seen.edgeAbove(8, 0)).isEqualTo(300);
        assertThat(seen.edgeAbove(10, 0)).isZero();
    }

    @Test
    void newsOfTheNewestIdNarrowsTheHole() {
        SeenTrades seen = new SeenTrades();
        seen.add(7, 100);
        seen.confirm(200);
        seen.add(9, 300, 250);
        assertThat(seen.isMissingWithin(150, 200)).isFalse();
        assertThat(seen.isMissingWithin(150, 201)).isTrue();
        assertThat(seen.isMissingWithin(251, 400)).isFalse();
        assertThat(seen.isLastUntil(7, 200)).isTrue();
        assertThat(seen.isFirstSince(9, 251)).isTrue();
        assertThat(seen.isFirstSince(9, 250)).isFalse();
    }

    @Test
    void aForgottenHoleCountsAsSeen() {
        SeenTrades seen = new SeenTrades();
        LongStream.of(1, 3, 5).forEach(id -> seen.add(id, id * 10));
        seen.forgetLowestHole();
        assertThat(seen.forgottenTo()).isEqualTo(2);
        assertThat(seen.range(0)).isEqualTo(new SeenTrades.Range(1, 3, 10, 30));
        assertThat(seen.contains(2)).isTrue();
        seen.forgetLowestHole();
        assertThatThrownBy(seen::forgetLowestHole).hasMessageContaining("no hole");
    }

    @Property(tries = 3_000)
    void itBehavesAsAPlainSet(@ForAll @Size(max = 120) List<@LongRange(min = 1, max = 90) Long> ids) {
        SeenTrades seen = new SeenTrades();
        TreeSet<Long> plain = new TreeSet<>();
        for (long id : ids) {
            assertThat(seen.add(id, id * 10)).isEqualTo(plain.add(id));
        }
        for (long id = 0; id <= 95; id++) {
            assertThat(seen.contains(id)).isEqualTo(plain.contains(id));
            Long next = plain.ceiling(id);
            assertThat(seen.nextSeen(id)).isEqualTo(next == null ? Long.MAX_VALUE : next);
            assertThat(seen.nextUnseen(id))
                    .isEqualTo(LongStream.rangeClosed(id, 96)
                            .filter(unseen -> !plain.contains(unseen))
                            .findFirst()
                            .orElseThrow());
            long to = id + 17;
            assertThat(seen.missing(id, to))
                    .isEqualTo(to - id + 1 - plain.subSet(id, true, to, true).size());
        }
        assertThat(seen.min()).isEqualTo(plain.isEmpty() ? 0 : plain.first());
        assertThat(seen.max()).isEqualTo(plain.isEmpty() ? 0 : plain.last());
        assertRangesAreApartAndTimed(seen);
        assertThat(restored(seen)).hasToString(seen.toString());
    }

    private static void assertRangesAreApartAndTimed(SeenTrades seen) {
        for (int i = 0; i < seen.count(); i++) {
            SeenTrades.Range range = seen.range(i);
            assertThat(range.lowerEdge()).isEqualTo(range.first() * 10);
            assertThat(range.upperEdge()).isEqualTo(range.last() * 10);
            assertThat(i == 0 || range.first() > seen.range(i - 1).last() + 1).isTrue();
        }
    }

    private static SeenTrades restored(SeenTrades seen) {
        List<SeenTrades.Range> ranges = new ArrayList<>();
        for (int i = 0; i < seen.count(); i++) {
            ranges.add(seen.range(i));
        }
        return new SeenTrades(ranges, seen.forgottenTo());
    }
}
