package io.candlelake.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarketTest {
    private static final Timestamp NINE = Timestamp.of("2026-07-07T09:00:00.000000Z");
    private static final long SECOND = 1_000_000L;
    private static final List<Product> PRODUCTS = Products.defaults().stream()
            .map(id -> Products.find(id).orElseThrow())
            .toList();
    private static final List<Trade> HOUR = opened(7, 20).advanceTo(NINE.plusMicros(3_600 * SECOND));

    private static Market opened(long seed, double rate) {
        Market market = new Market(seed, rate, PRODUCTS);
        PRODUCTS.forEach(product -> market.open(product.id(), Optional.empty(), NINE));
        return market;
    }

    private static Map<ProductId, List<Trade>> byProduct(List<Trade> trades) {
        return trades.stream().collect(Collectors.groupingBy(Trade::productId));
    }

    @Test
    void sameSeedGivesTheSameTradesInWhateverSteps() {
        Market stepped = opened(7, 20);
        List<Trade> trades = new ArrayList<>();
        for (long micros = 1; micros <= 3_600 * SECOND; micros += 999_983) {
            trades.addAll(stepped.advanceTo(NINE.plusMicros(micros)));
        }
        trades.addAll(stepped.advanceTo(NINE.plusMicros(3_600 * SECOND)));
        assertThat(trades).isEqualTo(HOUR);
    }

    @Test
    void anotherSeedGivesOtherTrades() {
        assertThat(opened(8, 20).advanceTo(NINE.plusMicros(60 * SECOND)))
                .isNotEqualTo(opened(7, 20).advanceTo(NINE.plusMicros(60 * SECOND)));
    }

    @Test
    void tradeIdsAreContiguousAndSequencesGrowWithJumps() {
        byProduct(HOUR).forEach((product, trades) -> {
            long jumps = 0;
            for (int i = 1; i < trades.size(); i++) {
                assertThat(trades.get(i).tradeId().value())
                        .isEqualTo(trades.get(i - 1).tradeId().value() + 1);
                long step = trades.get(i).sequence() - trades.get(i - 1).sequence();
                assertThat(step).isGreaterThanOrEqualTo(2);
                jumps += step > 2 ? 1 : 0;
            }
            assertThat(jumps).isPositive();
        });
    }

    @Test
    void aTakerSweepsSeveralMakersInOneMicrosecondAtPricesThatNeverTurnBack() {
        int sweeps = 0;
        for (List<Trade> trades : byProduct(HOUR).values()) {
            for (int i = 1; i < trades.size(); i++) {
                Trade before = trades.get(i - 1);
                Trade trade = trades.get(i);
                if (!trade.time().equals(before.time())) {
                    assertThat(trade.time()).isGreaterThan(before.time());
                    assertThat(trade.takerOrderId()).isNotEqualTo(before.takerOrderId());
                    continue;
                }
                sweeps++;
                assertThat(trade.takerOrderId()).isEqualTo(before.takerOrderId());
                assertThat(trade.makerOrderId()).isNotEqualTo(before.makerOrderId());
                assertThat(trade.takerSide()).isEqualTo(before.takerSide());
                int direction = trade.price().compareTo(before.price());
                assertThat(trade.takerSide() == TakerSide.BUY ? direction : -direction)
                        .isNotNegative();
            }
        }
        // In a recorded minute of BTC-USD 133 of 345 trades stood in such a sweep.
        assertThat(sweeps / (double) HOUR.size()).isBetween(0.15, 0.45);
    }

    @Test
    void tradesComeAtTheRateAskedForAndByTheProductsWeights() {
        Map<ProductId, Integer> counts = new HashMap<>();
        HOUR.forEach(trade -> counts.merge(trade.productId(), 1, Integer::sum));
        assertThat(HOUR.size() / 3_600.0).isCloseTo(20, within(3.0));
        assertThat(counts.getOrDefault(ProductId.of("BTC-USD"), 0)).isGreaterThan(HOUR.size() / 4);
        assertThat(counts.getOrDefault(ProductId.of("SHIB-EUR"), 0)).isBetween(20, 1_000);
    }

    @Test
    void takersComeInClusters() {
        // In a Poisson process the variance of the counts per second equals their mean.
        List<Long> times = new ArrayList<>();
        for (Trade trade : byProduct(HOUR).getOrDefault(ProductId.of("BTC-USD"), List.of())) {
            long micros = trade.time().epochMicros();
            if (times.isEmpty() || times.get(times.size() - 1) != micros) {
                times.add(micros);
            }
        }
        int[] counts = new int[3_600];
        times.forEach(micros -> counts[(int) ((micros - NINE.epochMicros() - 1) / SECOND)]++);
        double mean = times.size() / 3_600.0;
        double variance = 0;
        for (int count : counts) {
            variance += (count - mean) * (count - mean) / 3_600;
        }
        assertThat(variance / mean).isGreaterThan(1.5);
    }

    @Test
    void pricesAndSizesArePositiveMultiplesOfTheIncrements() {
        for (Trade trade : HOUR) {
            Product product = Products.find(trade.productId()).orElseThrow();
            assertThat(trade.price().signum()).isPositive();
            assertThat(trade.size().signum()).isPositive();
            assertThat(trade.price().scale()).isEqualTo(product.priceScale());
            assertThat(trade.size().scale()).isEqualTo(product.sizeScale());
            assertThat(trade.priceText() + trade.sizeText()).doesNotContain("E");
        }
    }

    @Test
    void anHourMovesThePriceButDoesNotBreakTheMarket() {
        byProduct(HOUR).forEach((id, trades) -> {
            BigDecimal opening = Products.find(id)
                    .orElseThrow()
                    .price(Products.find(id).orElseThrow().openingPrice());
            assertThat(new HashSet<>(trades.stream().map(Trade::price).toList()))
                    .hasSizeGreaterThan(1);
            for (Trade trade : trades) {
                assertThat(trade.price())
                        .isBetween(opening.multiply(new BigDecimal("0.8")), opening.multiply(new BigDecimal("1.25")));
            }
        });
    }

    @Test
    void ordersHaveUniqueIds() {
        assertThat(HOUR.stream().map(Trade::makerOrderId).distinct()).hasSameSizeAs(HOUR);
        assertThat(HOUR.get(0).makerOrderId().version()).isEqualTo(4);
        assertThat(HOUR.get(0).makerOrderId().variant()).isEqualTo(2);
    }

    @Test
    void heartbeatSequenceStandsBetweenTheTradesAroundIt() {
        byProduct(HOUR).forEach((id, trades) -> {
            Product product = Products.find(id).orElseThrow();
            for (int i = 1; i < trades.size(); i++) {
                Trade before = trades.get(i - 1);
                long second = before.time().epochMicros() / SECOND * SECOND + SECOND;
                if (trades.get(i).time().epochMicros() > second) {
                    assertThat(product.heartbeatSequence(before.sequence(), new Timestamp(second)))
                            .isBetween(before.sequence(), trades.get(i).sequence() - 1);
                }
            }
        });
    }

    @Test
    void aResumedMarketGoesOnFromTheLastTrade() {
        Product bitcoin = PRODUCTS.get(0);
        List<Trade> trades = byProduct(HOUR).getOrDefault(bitcoin.id(), List.of());
        Trade last = trades.get(trades.size() - 1);
        Market resumed = new Market(7, 20, PRODUCTS);
        resumed.open(bitcoin.id(), Optional.of(last), NINE);
        Trade next = resumed.advanceTo(last.time().plusMicros(60 * SECOND)).get(0);
        assertThat(next.tradeId().value()).isEqualTo(last.tradeId().value() + 1);
        assertThat(next.time()).isGreaterThan(last.time());
        assertThat(next.sequence()).isGreaterThan(last.sequence());
        assertThat(next.price()).isCloseTo(last.price(), within(new BigDecimal("1")));
    }

    @Test
    void aClosedMarketHasNoTrades() {
        Market market = opened(7, 20);
        market.close();
        market.open(PRODUCTS.get(0).id(), Optional.empty(), NINE);
        assertThat(market.advanceTo(NINE.plusMicros(60 * SECOND))).isEmpty();
    }

    @Test
    void nothingHappensInSkippedTime() {
        Market market = opened(7, 20);
        market.skipTo(NINE.plusMicros(600 * SECOND));
        assertThat(market.advanceTo(NINE.plusMicros(600 * SECOND))).isEmpty();
        assertThat(market.advanceTo(NINE.plusMicros(660 * SECOND))).hasSizeGreaterThan(100);
    }

    @Test
    void aHaltedProductHasTheSameTradesLater() {
        Product bitcoin = PRODUCTS.get(0);
        Market halted = opened(7, 20);
        halted.advanceTo(NINE.plusMicros(60 * SECOND));
        halted.halt(bitcoin.id(), NINE.plusMicros(90 * SECOND));
        assertThat(halted.isHalted(bitcoin.id(), NINE.plusMicros(89 * SECOND))).isTrue();
        assertThat(halted.advanceTo(NINE.plusMicros(89 * SECOND)))
                .extracting(Trade::productId)
                .isNotEmpty()
                .doesNotContain(bitcoin.id());
        List<Trade> later = halted.advanceTo(NINE.plusMicros(150 * SECOND));
        assertThat(halted.isHalted(bitcoin.id(), NINE.plusMicros(90 * SECOND))).isFalse();
        Trade next = byProduct(later).getOrDefault(bitcoin.id(), List.of()).get(0);
        Trade same = byProduct(HOUR).getOrDefault(bitcoin.id(), List.of()).stream()
                .filter(trade -> trade.tradeId().equals(next.tradeId()))
                .findFirst()
                .orElseThrow();
        assertThat(next.price()).isEqualTo(same.price());
        assertThat(next.size()).isEqualTo(same.size());
        assertThat(next.time()).isGreaterThan(same.time());
    }

    @Test
    void aSkippedIdIsTheNextTradesNeighbour() {
        Market market = new Market(7, 20, PRODUCTS, (product, tradeId) -> tradeId % 10 == 0);
        PRODUCTS.forEach(product -> market.open(product.id(), Optional.empty(), NINE));
        List<Trade> trades = market.advanceTo(NINE.plusMicros(3_600 * SECOND));
        assertThat(trades).noneMatch(trade -> trade.tradeId().value() % 10 == 0);
        // Otherwise nothing changes.
        assertThat(trades.stream().map(Trade::price))
                .isEqualTo(HOUR.stream().map(Trade::price).toList());
    }

    @Test
    void askewTimesAreInTheTradesAloneAndSequencesStillGrow() {
        Market market = opened(7, 20);
        List<Trade> trades = new ArrayList<>(market.advanceTo(NINE.plusMicros(60 * SECOND)));
        market.skew(-20 * SECOND);
        List<Trade> askew = market.advanceTo(NINE.plusMicros(120 * SECOND));
        market.skew(0);
        trades.addAll(askew);
        trades.addAll(market.advanceTo(NINE.plusMicros(180 * SECOND)));
        assertThat(askew).allMatch(trade -> trade.time().epochMicros() <= NINE.epochMicros() + 100 * SECOND);
        assertThat(trades.stream().map(Trade::tradeId))
                .isEqualTo(
                        HOUR.stream().limit(trades.size()).map(Trade::tradeId).toList());
        byProduct(trades).forEach((product, ofProduct) -> assertThat(ofProduct)
                .extracting(Trade::sequence)
                .isSorted()
                .doesNotHaveDuplicates());
    }
}
