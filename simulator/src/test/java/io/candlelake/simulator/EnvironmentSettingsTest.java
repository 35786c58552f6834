package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.FaultRates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSettingsTest {
    @Test
    void everyVariableIsTaken() {
        EnvironmentSettings environment = EnvironmentSettings.parse(Map.of(
                "SIMULATOR_HOST", "0.0.0.0",
                "SIMULATOR_PORT", "8099",
                "SIMULATOR_PRODUCTS", "BTC-USD, ETH-USD",
                "SIMULATOR_RATE", "2000",
                "SIMULATOR_SEED", "7",
                "SIMULATOR_LEDGER", "data/ledger.ndjson",
                "SIMULATOR_MEMORY", "5000",
                "SIMULATOR_FAULTS", "drop=0.5,cut",
                "SIMULATOR_ENFORCE_LIMITS", "false",
                "HEALTH_PORT", "8100"));
        assertThat(environment.problems()).isEmpty();
        assertThat(environment.healthPort()).isEqualTo(8100);
        assertThat(environment.settings())
                .isEqualTo(SimulatorSettings.defaults()
                        .withHost("0.0.0.0")
                        .withPort(8099)
                        .withProducts(List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD")))
                        .withRate(2_000)
                        .withSeed(7)
                        .withLedger(Path.of("data/ledger.ndjson"))
                        .withMemory(5_000)
                        .withFaults(FaultRates.of("drop=0.5,cut"))
                        .withFaultLedger(Path.of("data/faults.ndjson"))
                        .withLimitsEnforced(false));
    }

    @Test
    void theLedgerOfFaultsMayStandElsewhere() {
        assertThat(EnvironmentSettings.parse(Map.of(
                                "SIMULATOR_LEDGER",
                                "data/ledger.ndjson",
                                "SIMULATOR_FAULT_LEDGER",
                                "other/faults.ndjson"))
                        .settings()
                        .faultLedger())
                .contains(Path.of("other/faults.ndjson"));
    }

    @Test
    void absentVariablesLeaveTheDefaults() {
        EnvironmentSettings environment = EnvironmentSettings.parse(Map.of("SIMULATOR_PORT", " "));
        assertThat(environment.problems()).isEmpty();
        assertThat(environment.healthPort()).isZero();
        assertThat(environment.settings().withSeed(7))
                .isEqualTo(SimulatorSettings.defaults().withSeed(7));
    }

    @Test
    void allProblemsAreReportedTogether() {
        EnvironmentSettings environment = EnvironmentSettings.parse(Map.of(
                "SIMULATOR_PORT", "70000",
                "SIMULATOR_PRODUCTS", "BTC-USD,FOO-BAR",
                "SIMULATOR_RATE", "NaN",
                "SIMULATOR_SEED", "x",
                "SIMULATOR_MEMORY", "0",
                "SIMULATOR_FAULTS", "fire=1",
                "SIMULATOR_ENFORCE_LIMITS", "maybe"));
        assertThat(environment.problems())
                .satisfiesExactly(
                        port -> assertThat(port).startsWith("SIMULATOR_PORT: "),
                        products -> assertThat(products)
                                .startsWith("SIMULATOR_PRODUCTS: ")
                                .contains("FOO-BAR"),
                        rate -> assertThat(rate).startsWith("SIMULATOR_RATE: "),
                        seed -> assertThat(seed).startsWith("SIMULATOR_SEED: 'x'"),
                        memory -> assertThat(memory).startsWith("SIMULATOR_MEMORY: "),
                        faults -> assertThat(faults)
                                .startsWith("SIMULATOR_FAULTS: ")
                                .contains("fire"),
                        limits -> assertThat(limits).startsWith("SIMULATOR_ENFORCE_LIMITS: "));
    }
}
