package io.candlelake.producer.advanced;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.JsonFrame;
import io.candlelake.producer.connection.Refusal;
import io.candlelake.producer.connection.Signal;
import io.candlelake.producer.connection.Subscription;
import io.candlelake.producer.secret.Authorization;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a connection asks for, a message for each channel, and whether it got it. */
final class AdvancedSubscription implements Subscription {
    /** How many messages there are. */
    static final int MESSAGES = 2;

    private static final String TRADES = "market_trades";
    private static final String HEARTBEATS = "heartbeats";

    private final List<ProductId> products;
    private final Authorization authorization;

    /** @param products at least one */
    AdvancedSubscription(List<ProductId> products, Authorization authorization) {
        this.products = List.copyOf(products);
        this.authorization = authorization;
    }

    /**
     * {@code {"type":"subscribe","channel":"market_trades","product_ids":["BTC-USD"]}}, and the same of {@code heartbeats}
     * without products.
     */
    @Override
    public List<String> messages() {
        String ids = products.stream().map(product -> "\"" + product + "\"").collect(joining(",", "[", "]"));
        return List.of(message(TRADES, ",\"product_ids\":" + ids), message(HEARTBEATS, ""));
    }

    // Nothing here has a character that JSON would escape: a token is of letters, digits, points, hyphens, underscores.
    private String message(String channel, String fields) {
        String token = authorization
                .webSocketToken()
                .map(text -> ",\"jwt\":\"" + text + "\"")
                .orElse("");
        return "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"" + fields + token + "}";
    }

    @Override
    public Signal read(byte[] frame) {
        return switch (JsonFrame.kind(frame)) {
            case HEARTBEATS -> Signal.HEARTBEAT;
            case "subscriptions" -> answer(JsonFrame.tree(frame));
            case "error" -> Refusal.ofError(frame, products);
            default -> Signal.DATA;
        };
    }

    /** Each of our messages is answered with all that is subscribed so far: of the first, the heartbeats are still absent. */
    private Signal answer(JsonNode acknowledgement) {
        Set<String> channels = new HashSet<>();
        Set<String> listed = new HashSet<>();
        for (JsonNode event : acknowledgement.path("events")) {
            event.path("subscriptions").fieldNames().forEachRemaining(channels::add);
            event.path("subscriptions").path(TRADES).forEach(product -> listed.add(product.asText()));
        }
        if (!channels.containsAll(List.of(TRADES, HEARTBEATS))) {
            return Signal.DATA;
        }
        List<ProductId> missing =
                products.stream().filter(product -> !isListed(product, listed)).toList();
        return missing.isEmpty() ? Signal.ACKNOWLEDGED : Refusal.missing(TRADES, missing);
    }

    /** Dollars and USDC are one market here: who asks for BTC-USDC gets BTC-USD, and is told so. */
    private static boolean isListed(ProductId product, Set<String> listed) {
        String id = product.value();
        return listed.contains(id) || (id.endsWith("-USDC") && listed.contains(id.substring(0, id.length() - 1)));
    }
}
