package io.candlelake.simulator.fault;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fault in the ledger: {@code {"time":"2026-07-07T22:58:17.164892Z","kind":"DROP","feed":"exchange",
 * "product_id":"BTC-USD","trade_ids":[1052119289]}}. What does not apply is absent.
 *
 * @param time of the simulator's own clock, whatever the exchange's shows
 * @param tradeIds the trades whose frame it was
 * @param seconds how long it lasts; 0 when it does not
 */
record FaultLine(
        Timestamp time,
        FaultKind kind,
        Optional<Feed> feed,
        Optional<ProductId> product,
        List<Long> tradeIds,
        double seconds) {
    String json() {
        StringBuilder json = new StringBuilder()
                .append("{\"time\":\"")
                .append(time)
                .append("\",\"kind\":\"")
                .append(kind)
                .append('"');
        feed.ifPresent(name -> json.append(",\"feed\":\"").append(name.label()).append('"'));
        product.ifPresent(id -> json.append(",\"product_id\":\"").append(id).append('"'));
        if (!tradeIds.isEmpty()) {
            json.append(",\"trade_ids\":[")
                    .append(tradeIds.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .append(']');
        }
        if (seconds > 0) {
            json.append(",\"seconds\":").append(Math.round(seconds * 1_000) / 1_000.0);
        }
        return json.append('}').toString();
    }
}
