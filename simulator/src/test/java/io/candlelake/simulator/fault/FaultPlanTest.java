package io.candlelake.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final FaultRates RATES = FaultRates.of("all,drop=0.003");

    private static List<Long> hits(FaultPlan plan, FaultKind kind, String stream, long from, long to) {
        return LongStream.range(from, to)
                .filter(number -> plan.hit(kind, stream, number).isPresent())
                .boxed()
                .toList();
    }

    @Test
    void aSeedGivesTheSamePlanAtEveryAskingInAnyOrder() {
        FaultPlan plan = new FaultPlan(7, RATES);
        List<Long> hits = hits(plan, FaultKind.DROP, "exchangeBTC-USD", 1_000, 9_000);
        assertThat(hits(new FaultPlan(7, RATES), FaultKind.DROP, "exchangeBTC-USD", 4_000, 9_000))
                .isEqualTo(hits.stream().filter(number -> number >= 4_000).toList());
        assertThat(plan.hit(FaultKind.DROP, "exchangeBTC-USD", hits.get(3)))
                .isEqualTo(new FaultPlan(7, RATES).hit(FaultKind.DROP, "exchangeBTC-USD", hits.get(3)));
        assertThat(hits(new FaultPlan(8, RATES), FaultKind.DROP, "exchangeBTC-USD", 1_000, 9_000))
                .isNotEqualTo(hits);
    }

    @Test
    void kindsAndStreamsAreIndependent() {
        FaultPlan plan = new FaultPlan(7, FaultRates.of("drop=0.003,duplicate=0.003"));
        List<Long> hits = hits(plan, FaultKind.DROP, "exchangeBTC-USD", 0, 9_000);
        assertThat(hits(plan, FaultKind.DUPLICATE, "exchangeBTC-USD", 0, 9_000)).isNotEqualTo(hits);
        assertThat(hits(plan, FaultKind.DROP, "advancedBTC-USD", 0, 9_000)).isNotEqualTo(hits);
        // Another kind's rate changes nothing.
        assertThat(hits(new FaultPlan(7, RATES), FaultKind.DROP, "exchangeBTC-USD", 0, 9_000))
                .isEqualTo(hits);
    }

    @Test
    void theRateIsKeptAlsoFarFromZeroAndAtItsBounds() {
        FaultPlan plan = new FaultPlan(7, FaultRates.of("drop=0.003,cut=1,halt=0.5"));
        assertThat(hits(plan, FaultKind.DROP, "x", 0, 100_000)).hasSizeBetween(298, 302);
        assertThat(hits(plan, FaultKind.DROP, "x", 1_052_119_289L, 1_052_219_289L))
                .hasSizeBetween(298, 302);
        assertThat(hits(plan, FaultKind.CUT, "x", 0, 100)).hasSize(100);
        assertThat(hits(plan, FaultKind.HALT, "x", 0, 100)).hasSize(50);
        assertThat(hits(plan, FaultKind.DUPLICATE, "x", 0, 100)).isEmpty();
    }

    @Test
    void aMinuteOfAllShowsEveryKind() {
        for (long seed = 0; seed < 200; seed++) {
            FaultPlan plan = new FaultPlan(seed, FaultRates.all());
            for (FaultKind kind : FaultKind.values()) {
                // 60 seconds; of 100 trades a second the busiest of four products has 40; a client asks some 50 times.
                long units =
                        switch (kind.unit()) {
                            case SECOND -> 60;
                            case FRAME, TRADE_ID -> 60 * 40;
                            case REQUEST -> 50;
                            case SUBSCRIPTION -> 12;
                        };
                assertThat(hits(plan, kind, "x", 0, units))
                        .as("%s of seed %s", kind, seed)
                        .hasSizeBetween(1, 9);
            }
        }
    }

    @Test
    void faultsLastWithinTheirKindsBounds() {
        FaultPlan plan = new FaultPlan(7, FaultRates.all());
        for (long number = 0; number < 1_000; number++) {
            assertThat(plan.asked(FaultKind.NO_HEARTBEAT, number).seconds()).isBetween(2.0, 8.0);
            assertThat(plan.asked(FaultKind.DROP, number).seconds()).isZero();
        }
    }
}
