package io.candlelake.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultRatesTest {
    @Test
    void aListGivesEachKindItsRate() {
        assertThat(FaultRates.of("drop=0.001, cut_mid_frame=0.02 ,HALT").rates())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        FaultKind.DROP,
                        0.001,
                        FaultKind.CUT_MID_FRAME,
                        0.02,
                        FaultKind.HALT,
                        FaultKind.HALT.usualRate()));
    }

    @Test
    void allIsEveryKindAndTheLaterEntryHolds() {
        assertThat(FaultRates.of("all").rates()).containsOnlyKeys(FaultKind.values());
        assertThat(FaultRates.of("all,drop=0.5,cut=0").rates())
                .containsEntry(FaultKind.DROP, 0.5)
                .doesNotContainKey(FaultKind.CUT)
                .hasSize(FaultKind.values().length - 1);
        assertThat(FaultRates.of("none").rates()).isEmpty();
    }

    @Test
    void whatIsNoRateIsRefused() {
        assertThatThrownBy(() -> FaultRates.of("fire=0.1")).hasMessageContaining("'fire'");
        assertThatThrownBy(() -> FaultRates.of("drop=often")).hasMessageContaining("drop=often");
        assertThatThrownBy(() -> FaultRates.of("drop=1.5")).hasMessageContaining("drop=1.5");
        assertThatThrownBy(() -> FaultRates.of("drop=-0.1")).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> FaultRates.of("drop=NaN")).hasMessageContaining("NaN");
        assertThatThrownBy(() -> FaultRates.of("")).hasMessageContaining("''");
    }

    @Test
    void textIsReadAgain() {
        assertThat(FaultRates.of(FaultRates.all().toString())).isEqualTo(FaultRates.all());
        assertThat(FaultRates.of("cut=0.02,drop=0.001")).hasToString("drop=0.001,cut=0.02");
        assertThat(FaultRates.of(FaultRates.none().toString())).isEqualTo(FaultRates.none());
    }
}
