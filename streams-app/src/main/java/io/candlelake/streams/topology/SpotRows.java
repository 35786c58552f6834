package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.Frame;
import io.candlelake.domain.Alert;
import io.candlelake.domain.SpotPrice;
import io.candlelake.domain.Timestamp;
import java.util.Optional;
import java.util.UUID;

/** What follows from polled spot prices: {@code BTC-USD 63514.6 USD}, or an alert that one was not fetched. */
final class SpotRows {
    /** The rule of the alerts, and their kind. */
    static final String MISSED_RULE = "spot-missed";

    static final String MISSED_KIND = "MISSED_INTERVAL";

    private SpotRows() {}

    /** The id is a name-based UUID of the product and the time, so that the row made again from the same record is the same. */
    static SpotPrice price(Frame.SpotQuote quote, Timestamp receivedAt) {
        return new SpotPrice(
                id("spot-price", quote.productId().value(), receivedAt),
                quote.productId(),
                quote.amount(),
                quote.currency(),
                receivedAt);
    }

    /** The time is when the price was to be fetched, and so is the id's. */
    static Alert missed(Frame.SpotMissed note) {
        return new Alert(
                id(MISSED_RULE, note.productId().value(), note.scheduledAt()),
                MISSED_RULE,
                note.productId(),
                MISSED_KIND,
                Optional.empty(),
                Optional.empty(),
                note.scheduledAt(),
                note.detail());
    }

    private static UUID id(String kind, String product, Timestamp time) {
        return UUID.nameUUIDFromBytes((kind + ' ' + product + ' ' + time).getBytes(UTF_8));
    }
}
