package io.candlelake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CandleFoldTest {
    record Traded(long time, long id, BigDecimal price, BigDecimal size, TakerSide side) {}

    @Test
    void tradesOfOneMicrosecondAreOrderedById() {
        CandleFold fold = fold(List.of(
                new Traded(5, 12, new BigDecimal("3"), BigDecimal.ONE, TakerSide.BUY),
                new Traded(5, 10, new BigDecimal("1"), BigDecimal.ONE, TakerSide.SELL),
                new Traded(5, 11, new BigDecimal("2"), BigDecimal.ONE, TakerSide.BUY)));
        Candle.Prices prices = fold.prices().orElseThrow();
        assertThat(prices.open()).isEqualByComparingTo("1");
        assertThat(prices.close()).isEqualByComparingTo("3");
        assertThat(prices.vwap()).isEqualByComparingTo("2");
    }

    @Test
    void vwapIsHalfEvenAtScale18() {
        CandleFold fold = fold(List.of(
                new Traded(1, 1, new BigDecimal("1"), new BigDecimal("2"), TakerSide.BUY),
                new Traded(2, 2, new BigDecimal("2"), new BigDecimal("1"), TakerSide.BUY)));
        assertThat(fold.prices().orElseThrow().vwap()).isEqualTo(new BigDecimal("1.333333333333333333"));
    }

    @Property(tries = 2_000)
    void theOrderOfArrivalDoesNotMatter(@ForAll("trades") List<Traded> trades, @ForAll long seed) {
        List<Traded> shuffled = new ArrayList<>(trades);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(fold(shuffled)).isEqualTo(fold(trades));
    }

    @Property(tries = 2_000)
    void mergingPartsIsFoldingTheWhole(@ForAll("trades") List<Traded> trades, @ForAll long seed) {
        Random random = new Random(seed);
        List<CandleFold> parts = List.of(new CandleFold(), new CandleFold(), new CandleFold());
        trades.forEach(trade -> add(parts.get(random.nextInt(3)), trade));
        CandleFold left = new CandleFold();
        parts.forEach(left::merge);
        CandleFold right = new CandleFold();
        right.merge(parts.get(2));
        right.merge(parts.get(1));
        right.merge(parts.get(0));
        assertThat(left).isEqualTo(fold(trades)).isEqualTo(right);
    }

    @Property(tries = 2_000)
    void itEqualsThePlainCalculation(@ForAll("trades") List<Traded> trades) {
        CandleFold fold = fold(trades);
        if (trades.isEmpty()) {
            assertThat(fold.prices()).isEmpty();
            return;
        }
        List<Traded> ordered = trades.stream()
                .sorted(Comparator.comparingLong(Traded::time).thenComparingLong(Traded::id))
                .toList();
        BigDecimal volume =
                trades.stream().map(Traded::size).reduce(BigDecimal::add).orElseThrow();
        BigDecimal notional = trades.stream()
                .map(trade -> trade.price().multiply(trade.size(), MathContext.UNLIMITED))
                .reduce(BigDecimal::add)
                .orElseThrow();
        Candle.Prices prices = fold.prices().orElseThrow();
        assertThat(prices.open()).isEqualByComparingTo(ordered.get(0).price());
        assertThat(prices.close())
                .isEqualByComparingTo(ordered.get(ordered.size() - 1).price());
        assertThat(prices.high())
                .isEqualByComparingTo(trades.stream()
                        .map(Traded::price)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        assertThat(prices.low())
                .isEqualByComparingTo(trades.stream()
                        .map(Traded::price)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
        assertThat(fold.volume()).isEqualByComparingTo(volume);
        assertThat(fold.notional()).isEqualByComparingTo(notional);
        assertThat(prices.vwap()).isEqualTo(notional.divide(volume, 18, RoundingMode.HALF_EVEN));
        assertThat(fold.tradeCount()).isEqualTo(trades.size());
        assertThat(fold.tradeIds().first())
                .isEqualTo(trades.stream().mapToLong(Traded::id).min().orElseThrow());
        assertThat(fold.tradeIds().last())
                .isEqualTo(trades.stream().mapToLong(Traded::id).max().orElseThrow());
    }

    @Provide
    Arbitrary<List<Traded>> trades() {
        Arbitrary<BigDecimal> amount = Arbitraries.longs()
                .between(1, 9_999_999_999L)
                .map(unscaled -> BigDecimal.valueOf(unscaled, (int) (unscaled % 9)));
        // Few times, so that many trades share a microsecond.
        return Combinators.combine(
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(1, 1_000_000),
                        amount,
                        amount,
                        Arbitraries.of(TakerSide.class))
                .as(Traded::new)
                .list()
                .ofMaxSize(40)
                .uniqueElements(Traded::id);
    }

    private static CandleFold fold(List<Traded> trades) {
        CandleFold fold = new CandleFold();
        trades.forEach(trade -> add(fold, trade));
        return fold;
    }

    private static void add(CandleFold fold, Traded trade) {
        fold.add(trade.time(), trade.id(), trade.price(), trade.size(), trade.side());
    }
}
