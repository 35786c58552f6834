package io.candlelake.streams.quality;

import io.candlelake.domain.Durations;
import io.candlelake.domain.ProductId;
import io.candlelake.streams.quality.PriceRule.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one rule, {@code BTC-USD above 70000 hysteresis 100 cooldown 10m}: a product, then pairs of a word and its value. */
final class PriceRuleReader {
    private static final List<String> WORDS = List.of("above", "below", "hysteresis", "cooldown");

    private final String text;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    private PriceRuleReader(String text) {
        this.text = text.strip();
    }

    /**
     * Empty where the text is no rule, and then there is a problem more, in one line.
     *
     * @param source what it is called in the problem, such as {@code PRICE_RULES}
     */
    static Optional<PriceRule> read(String text, String source, List<String> problems) {
        PriceRuleReader reader = new PriceRuleReader(text);
        Optional<PriceRule> rule = reader.rule();
        if (rule.isEmpty()) {
            problems.add(source + ": '" + reader.text + "': " + String.join(", ", reader.wrong)
                    + "; a rule is like BTC-USD above 70000 hysteresis 100 cooldown 10m");
        }
        return rule;
    }

    private Optional<PriceRule> rule() {
        String[] words = text.split("\\s+", -1);
        Optional<ProductId> product = ProductId.parse(words[0]);
        if (product.isEmpty()) {
            wrong.add("'" + words[0] + "' is not a product");
        }
        for (int i = 1; i < words.length; i += 2) {
            put(words[i], i + 1 < words.length ? words[i + 1] : "");
        }
        if (values.containsKey("above") == values.containsKey("below")) {
            wrong.add("it needs above or below, and not both");
        }
        Direction direction = values.containsKey("above") ? Direction.ABOVE : Direction.BELOW;
        BigDecimal level = price(direction.label(), BigDecimal.ONE);
        if (level.signum() == 0) {
            wrong.add(direction.label() + " 0 is never crossed");
        }
        BigDecimal hysteresis = price("hysteresis", BigDecimal.ZERO);
        long cooldown = cooldown();
        return wrong.isEmpty()
                ? Optional.of(new PriceRule(product.orElseThrow(), direction, level, hysteresis, cooldown))
                : Optional.empty();
    }

    private void put(String word, String value) {
        if (!WORDS.contains(word)) {
            wrong.add("'" + word + "' is none of " + String.join(", ", WORDS));
        } else if (values.put(word, value) != null) {
            wrong.add(word + " is there twice");
        }
    }

    private BigDecimal price(String word, BigDecimal absent) {
        return value(word)
                .map(value -> Decimals.parse(value).orElseGet(() -> {
                    wrong.add(word + " '" + value + "' is not a price");
                    return absent;
                }))
                .orElse(absent);
    }

    private long cooldown() {
        return value("cooldown")
                .map(value -> Durations.parse(value)
                        .map(time -> time.toSeconds() * 1_000_000L)
                        .orElseGet(() -> {
                            wrong.add("cooldown '" + value + "' is not a time such as 90s, 10m, 2h or 1d");
                            return 0L;
                        }))
                .orElse(PriceRule.DEFAULT_COOLDOWN_MICROS);
    }

    private Optional<String> value(String word) {
        return Optional.ofNullable(values.get(word));
    }
}
