package io.candlelake.streams.quality;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleStatus;
import java.math.BigDecimal;

/**
 * Minutes that were expected and are absent, or not whole. Each row of minutes in a row is told once, when it is as long as asked
 * for. Larger intervals follow from the minutes.
 */
final class CompletenessChecks {
    private static final String RULE = "completeness";

    private final CompletenessSettings settings;
    private final AlertOutput output;

    CompletenessChecks(CompletenessSettings settings, AlertOutput output) {
        this.settings = settings;
        this.output = output;
    }

    /** A minute that the product was followed through has closed. */
    void closed(ProductQuality product, Candle minute) {
        boolean isGap = minute.status() == CandleStatus.GAP;
        boolean isMissing = minute.missingTrades() > settings.missingTrades();
        boolean isIncomplete = !minute.complete() && !isGap && !isMissing;
        if (product.gaps.next(isGap, settings.gapMinutes())) {
            tell(AlertKind.GAP, minute, product.gaps.count, settings.gapMinutes(), "no trade and no proof of silence");
        }
        if (product.missing.next(isMissing, 1)) {
            tell(
                    AlertKind.MISSING_TRADES,
                    minute,
                    minute.missingTrades(),
                    settings.missingTrades(),
                    minute.missingTrades() + " trades are missing between the first and the last");
        }
        if (product.incomplete.next(isIncomplete, settings.incompleteMinutes())) {
            tell(
                    AlertKind.INCOMPLETE,
                    minute,
                    product.incomplete.count,
                    settings.incompleteMinutes(),
                    "its trades are not proven to be all");
        }
    }

    private void tell(AlertKind kind, Candle minute, long value, long threshold, String what) {
        output.alert(kind.of(
                RULE,
                minute.productId(),
                minute.openTime(),
                "1m",
                BigDecimal.valueOf(value),
                BigDecimal.valueOf(threshold),
                "1m candle of " + minute.openTime() + ": " + what
                        + (kind != AlertKind.MISSING_TRADES && value > 1
                                ? ", as in the " + value + " minutes up to it"
                                : "")));
    }
}
