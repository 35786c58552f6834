package io.candlelake.streams.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.ProductId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualitySettingsTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final ProductId ETH = ProductId.of("ETH-USD");
    private final List<String> problems = new ArrayList<>();

    @Test
    void whatIsNotSetOrEmptyHasItsDefault() {
        assertThat(QualitySettings.parse(Map.of("PRICE_RULES", " ", "STALE_SECONDS", ""), problems))
                .isEqualTo(QualitySettings.DEFAULT);
        assertThat(problems).isEmpty();
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> values = new HashMap<>();
        values.put("SPIKE_MADS", "6.5");
        values.put("SPIKE_FLOOR_PERCENT", "0.2");
        values.put("SPIKE_WINDOW_SECONDS", "600");
        values.put("SPIKE_WARM_UP_SAMPLES", "30");
        values.put("SPIKE_COOLDOWN", "2h");
        values.put("STALE_SECONDS", "120");
        values.put("GAP_MINUTES", "3");
        values.put("INCOMPLETE_MINUTES", "4");
        values.put("MISSING_TRADES", "7");
        values.put("REJECTS_PER_MINUTE", "0");
        assertThat(QualitySettings.parse(values, problems))
                .isEqualTo(new QualitySettings(
                        new SpikeSettings(
                                true, new BigDecimal("6.5"), new BigDecimal("0.002"), 600_000_000L, 30, 7_200_000_000L),
                        List.of(),
                        120_000_000L,
                        new CompletenessSettings(3, 4, 7),
                        0));
        assertThat(problems).isEmpty();
    }

    @Test
    void eachCheckCanBeSwitchedOff() {
        QualitySettings settings = QualitySettings.parse(
                Map.of(
                        "SPIKE_MADS", "off",
                        "STALE_SECONDS", "off",
                        "GAP_MINUTES", "off",
                        "INCOMPLETE_MINUTES", "off",
                        "MISSING_TRADES", "off",
                        "REJECTS_PER_MINUTE", "off"),
                problems);
        assertThat(problems).isEmpty();
        assertThat(settings.spikes().isOn()).isFalse();
        assertThat(List.of(
                        settings.staleMicros(),
                        settings.completeness().gapMinutes(),
                        settings.completeness().incompleteMinutes(),
                        settings.completeness().missingTrades(),
                        settings.rejectsPerMinute()))
                .containsOnly(QualitySettings.OFF);
    }

    @Test
    void priceRulesComeFromTheVariableAndFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("rules.txt"), "# levels\n\nBTC-USD below 60000.50 cooldown 1d # the floor\n");
        QualitySettings settings = QualitySettings.parse(
                Map.of(
                        "PRICE_RULES",
                        "BTC-USD above 70000 hysteresis 100 cooldown 10m; ETH-USD below 1500;",
                        "PRICE_RULES_FILE",
                        file.toString()),
                problems);
        assertThat(problems).isEmpty();
        assertThat(settings.priceRules())
                .containsExactly(
                        rule(BTC, PriceRule.Direction.ABOVE, "70000", "100", 600_000_000L),
                        rule(ETH, PriceRule.Direction.BELOW, "1500", "0", 300_000_000L),
                        rule(BTC, PriceRule.Direction.BELOW, "60000.50", "0", 86_400_000_000L));
        assertThat(settings.priceRules())
                .extracting(PriceRule::name)
                .containsExactly("BTC-USD above 70000", "ETH-USD below 1500", "BTC-USD below 60000.5");
    }

    private static PriceRule rule(
            ProductId product, PriceRule.Direction direction, String level, String hysteresis, long cooldown) {
        return new PriceRule(product, direction, new BigDecimal(level), new BigDecimal(hysteresis), cooldown);
    }

    @Test
    void allProblemsAreToldTogetherEachByName() {
        Map<String, String> values = new HashMap<>();
        values.put("SPIKE_MADS", "-1");
        values.put("SPIKE_COOLDOWN", "ten");
        values.put("STALE_SECONDS", "1");
        values.put("MISSING_TRADES", "many");
        values.put("PRICE_RULES_FILE", "/nowhere/rules");
        values.put(
                "PRICE_RULES",
                "btc above 7; BTC-USD above x hysteresis; BTC-USD near 7; ETH-USD above 1 below 2; ETH-USD above 0;"
                        + "SOL-USD above 5; SOL-USD above 5.0");
        QualitySettings.parse(values, problems);
        assertThat(problems)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("STALE_SECONDS is '1', neither a number from 5 to 86400 nor off"),
                        line -> assertThat(line).isEqualTo("SPIKE_MADS is '-1', not a number above 0 and up to 1000"),
                        line -> assertThat(line)
                                .isEqualTo("SPIKE_COOLDOWN is 'ten', not a time such as 0s, 90s, 10m, 2h or 1d"),
                        line -> assertThat(line)
                                .startsWith("PRICE_RULES: 'btc above 7': 'btc' is not a product; a rule"),
                        line -> assertThat(line)
                                .startsWith("PRICE_RULES: 'BTC-USD above x hysteresis': above 'x' is not a price,"
                                        + " hysteresis '' is not a price; a rule is like"),
                        line -> assertThat(line).contains("'near' is none of above, below, hysteresis, cooldown"),
                        line -> assertThat(line).contains("it needs above or below, and not both"),
                        line -> assertThat(line).contains("above 0 is never crossed"),
                        line -> assertThat(line).isEqualTo("PRICE_RULES: 'SOL-USD above 5' is there twice"),
                        line -> assertThat(line)
                                .startsWith("PRICE_RULES_FILE is '/nowhere/rules', which cannot be read"),
                        line -> assertThat(line)
                                .isEqualTo("MISSING_TRADES is 'many', neither a number from 0 to 1000000000 nor off"));
        assertThat(problems).noneMatch(line -> line.contains("\n"));
    }
}
