package io.candlelake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LongRangesTest {
    @Test
    void aSetWithoutHolesIsOneRange() {
        LongRanges ranges = new LongRanges();
        LongStream.rangeClosed(1, 100_000).forEach(ranges::add);
        assertThat(ranges).hasToString("[1..100000]");
    }

    @Test
    void aFilledHoleJoinsItsNeighbours() {
        LongRanges ranges = new LongRanges();
        ranges.addAll(1, 5);
        ranges.addAll(7, 9);
        assertThat(ranges).hasToString("[1..5, 7..9]");
        assertThat(ranges.add(6)).isTrue();
        assertThat(ranges).hasToString("[1..9]");
        assertThat(ranges.add(6)).isFalse();
    }

    @Property(tries = 3_000)
    void itBehavesAsAPlainSet(@ForAll @Size(max = 120) List<@LongRange(min = -30, max = 60) Long> numbers) {
        LongRanges ranges = new LongRanges();
        Set<Long> plain = new HashSet<>();
        for (long number : numbers) {
            assertThat(ranges.add(number)).isEqualTo(plain.add(number));
        }
        for (long number = -35; number <= 65; number++) {
            assertThat(ranges.contains(number)).isEqualTo(plain.contains(number));
        }
        for (long first = -35; first <= 65; first += 7) {
            for (long last = first - 1; last <= 65; last += 5) {
                long missing = LongStream.rangeClosed(first, last)
                        .filter(number -> !plain.contains(number))
                        .count();
                assertThat(ranges.missing(first, last)).isEqualTo(missing);
            }
        }
        assertRangesAreApart(ranges);
    }

    @Property(tries = 3_000)
    void takingOutIsTakingOutOfAPlainSet(
            @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 40) Long> added,
            @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 40) Long> removed,
            @ForAll @LongRange(min = -2, max = 42) long removedTo) {
        LongRanges ranges = new LongRanges();
        TreeSet<Long> plain = new TreeSet<>(added);
        added.forEach(ranges::add);
        for (long number : removed) {
            assertThat(ranges.remove(number)).isEqualTo(plain.remove(number));
        }
        ranges.removeTo(removedTo);
        plain.headSet(removedTo, true).clear();
        for (long number = -2; number <= 42; number++) {
            assertThat(ranges.contains(number)).isEqualTo(plain.contains(number));
            Long next = plain.ceiling(number);
            assertThat(ranges.next(number)).isEqualTo(next == null ? Long.MAX_VALUE : next);
            assertThat(ranges.contains(ranges.nextAbsent(number))).isFalse();
            assertThat(ranges.missing(number, ranges.nextAbsent(number) - 1)).isZero();
        }
        assertRangesAreApart(ranges);
    }

    @Property(tries = 3_000)
    void addingARangeIsAddingItsNumbers(
            @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 80) Long> starts,
            @ForAll @LongRange(min = 0, max = 12) long length) {
        LongRanges ranges = new LongRanges();
        LongRanges oneByOne = new LongRanges();
        for (long start : starts) {
            ranges.addAll(start, start + length);
            LongStream.rangeClosed(start, start + length).forEach(oneByOne::add);
        }
        assertThat(ranges).isEqualTo(oneByOne);
        assertRangesAreApart(ranges);
    }

    private static void assertRangesAreApart(LongRanges ranges) {
        for (int i = 1; i < ranges.count(); i++) {
            assertThat(ranges.first(i)).isGreaterThan(ranges.last(i - 1) + 1);
        }
    }
}
