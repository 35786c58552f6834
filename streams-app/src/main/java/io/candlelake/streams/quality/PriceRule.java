package io.candlelake.streams.quality;

import io.candlelake.domain.ProductId;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A level that is watched: {@code BTC-USD above 70000 hysteresis 100 cooldown 10m}.
 *
 * @param productId the market
 * @param direction on which side of the level the alert is
 * @param level the price that is crossed
 * @param hysteresis how far the price must come back before it can cross again; default 0
 * @param cooldownMicros how long after an alert no other of this rule is made; default 5 min
 */
public record PriceRule(
        ProductId productId, Direction direction, BigDecimal level, BigDecimal hysteresis, long cooldownMicros) {
    static final long DEFAULT_COOLDOWN_MICROS = 300_000_000L;

    /** Which way the price crosses. */
    public enum Direction {
        ABOVE,
        BELOW;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code BTC-USD above 70000}: what the rule's alerts are told by, and its memory is kept under. */
    String name() {
        return productId + " " + direction.label() + " " + Decimals.plain(level);
    }

    /** Whether the price is beyond the level. */
    boolean isBeyond(BigDecimal price) {
        return direction == Direction.ABOVE ? price.compareTo(level) > 0 : price.compareTo(level) < 0;
    }

    /** Whether the price is so far back that it can cross again. */
    boolean isBack(BigDecimal price) {
        return direction == Direction.ABOVE
                ? price.compareTo(level.subtract(hysteresis)) <= 0
                : price.compareTo(level.add(hysteresis)) >= 0;
    }
}
