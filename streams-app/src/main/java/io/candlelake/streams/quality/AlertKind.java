package io.candlelake.streams.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Alert;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.UUID;

/** What kind of thing was noticed; the name is the column's value. */
enum AlertKind {
    /** A price far above the rolling median. */
    SPIKE,
    /** A price far below the rolling median. */
    DROP,
    /** A price rule: the price rose above its level. */
    CROSSED_ABOVE,
    /** A price rule: the price fell below its level. */
    CROSSED_BELOW,
    /** Neither a trade nor a heartbeat for a set time. */
    STALE,
    /** Minutes that closed with status GAP. */
    GAP,
    /** Minutes with trades of which it is not proven that they are all. */
    INCOMPLETE,
    /** A minute that lacks trades between its first and its last. */
    MISSING_TRADES,
    /** More rejects in a minute than allowed. */
    REJECT_RATE;

    /** Scale of the numbers' columns. */
    private static final int SCALE = 18;

    /**
     * An alert of this kind. Its id is a name-based UUID of what it is about, so that the row made again from the same events is the
     * same.
     *
     * @param identity what tells it from other alerts of the rule and product at that time, such as a trade id
     * @param threshold rounded half even where it has more digits than its column
     */
    Alert of(
            String rule,
            ProductId productId,
            Timestamp time,
            String identity,
            BigDecimal value,
            BigDecimal threshold,
            String detail) {
        String name = String.join(" ", this.name(), rule, productId.value(), time.toString(), identity);
        return new Alert(
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                rule,
                productId,
                name(),
                Optional.of(value),
                Optional.of(threshold.scale() > SCALE ? threshold.setScale(SCALE, RoundingMode.HALF_EVEN) : threshold),
                time,
                detail);
    }
}
