package io.candlelake.streams.quality;

import io.candlelake.domain.Alert;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prices out of line, and levels crossed. Judged is each second of event time once it can get no more trades, in order, by its
 * highest, lowest and last price: so neither the order of arrival nor what comes later makes an alert or repeats one.
 */
final class PriceChecks {
    private static final String SPIKE_RULE = "spike";
    private static final String DROP_RULE = "drop";

    private final SpikeSettings spikes;
    private final Map<ProductId, List<PriceRule>> rules;
    private final AlertOutput output;

    PriceChecks(QualitySettings settings, AlertOutput output) {
        this.spikes = settings.spikes();
        this.rules = settings.priceRules().stream()
                .collect(Collectors.groupingBy(PriceRule::productId, HashMap::new, Collectors.toList()));
        this.output = output;
    }

    boolean isWatched(ProductId productId) {
        return spikes.isOn() || rules.containsKey(productId);
    }

    /** Judges the seconds that ended by then. */
    void judge(ProductId productId, ProductQuality product, long upTo) {
        List<PriceRule> ofProduct = rules.getOrDefault(productId, List.of());
        if (!product.hasOnlyKnownRules) {
            product.crossings
                    .keySet()
                    .retainAll(ofProduct.stream().map(PriceRule::name).collect(Collectors.toSet()));
            product.hasOnlyKnownRules = true;
        }
        while (!product.open.isEmpty() && product.open.firstKey() + Second.MICROS <= upTo) {
            Map.Entry<Long, Second> second = product.open.pollFirstEntry();
            if (spikes.isOn()) {
                judgeSpike(productId, product, second.getKey(), second.getValue());
            }
            for (PriceRule rule : ofProduct) {
                judgeRule(rule, product, second.getKey(), second.getValue());
            }
        }
        product.judged(upTo);
    }

    /** Against the prices before this second, so that none makes room for itself. */
    private void judgeSpike(ProductId productId, ProductQuality product, long start, Second second) {
        PriceWindow.@Nullable Bounds bounds = product.window.bounds(start, spikes);
        if (bounds == null) {
            product.spike.end();
            product.drop.end();
        } else {
            judge(product.spike, AlertKind.SPIKE, SPIKE_RULE, productId, start, second.high, bounds);
            judge(product.drop, AlertKind.DROP, DROP_RULE, productId, start, second.low, bounds);
        }
        product.window.offer(start, second.last.price.value(), spikes);
    }

    private void judge(
            Alarm alarm,
            AlertKind kind,
            String rule,
            ProductId productId,
            long start,
            Second.Extreme extreme,
            PriceWindow.Bounds bounds) {
        BigDecimal price = extreme.price.value();
        BigDecimal bound = kind == AlertKind.SPIKE ? bounds.high() : bounds.low();
        boolean isOut = kind == AlertKind.SPIKE ? price.compareTo(bound) > 0 : price.compareTo(bound) < 0;
        if (!isOut) {
            alarm.end();
        } else if (alarm.begin(start, spikes.cooldownMicros())) {
            String detail = "trade " + extreme.tradeId + " at " + Decimals.plain(price) + ", "
                    + (kind == AlertKind.SPIKE ? "above " : "below ") + Decimals.plain(bound)
                    + "; the median of the last prices is " + Decimals.plain(bounds.median());
            output.alert(alert(kind, rule, productId, extreme, Decimals.shortest(bound), detail));
        }
    }

    private void judgeRule(PriceRule rule, ProductQuality product, long start, Second second) {
        boolean isAbove = rule.direction() == PriceRule.Direction.ABOVE;
        Second.Extreme extreme = isAbove ? second.high : second.low;
        BigDecimal last = second.last.price.value();
        Crossing crossing = product.crossings.computeIfAbsent(rule.name(), name -> new Crossing());
        if (!crossing.isKnown) {
            crossing.isKnown = true;
            crossing.alarm.isOn = rule.isBeyond(last);
            return;
        }
        BigDecimal price = extreme.price.value();
        if (rule.isBeyond(price) && crossing.alarm.begin(start, rule.cooldownMicros())) {
            AlertKind kind = isAbove ? AlertKind.CROSSED_ABOVE : AlertKind.CROSSED_BELOW;
            String detail = "trade " + extreme.tradeId + (isAbove ? " rose above " : " fell below ")
                    + Decimals.plain(rule.level()) + ": " + Decimals.plain(price);
            output.alert(alert(kind, rule.name(), rule.productId(), extreme, rule.level(), detail));
        }
        if (rule.isBack(last)) {
            crossing.alarm.end();
        }
    }

    private static Alert alert(
            AlertKind kind,
            String rule,
            ProductId productId,
            Second.Extreme extreme,
            BigDecimal threshold,
            String detail) {
        return kind.of(
                rule,
                productId,
                new Timestamp(extreme.time),
                "trade " + extreme.tradeId,
                extreme.price.value(),
                threshold,
                detail);
    }
}
