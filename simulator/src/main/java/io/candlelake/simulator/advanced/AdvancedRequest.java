package io.candlelake.simulator.advanced;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.simulator.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a client asked of the feed: {@code {"type":"subscribe","product_ids":["BTC-USD"],"channel":"market_trades",
 * "jwt":"..."}}. A token is neither needed nor looked at.
 *
 * <p>What is wrong with it stands in {@code errors}; what is right is done nevertheless.
 *
 * @param subscribe false to unsubscribe
 * @param channel empty when there is nothing to do
 * @param products as their data name them: BTC-USD for BTC-USDC
 * @param errors messages, one an error frame
 */
record AdvancedRequest(
        boolean subscribe, Optional<AdvancedChannel> channel, Set<ProductId> products, List<String> errors) {
    private static final Set<String> CHANNELS_WITH_LOGIN = Set.of("user", "futures_balance_summary");
    private static final String ALIAS = "-USDC";

    static AdvancedRequest parse(String text, Predicate<ProductId> known) {
        JsonNode request;
        try {
            request = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return refused("failed to parse message");
        }
        String type = request.path("type").asText();
        if (!type.equals("subscribe") && !type.equals("unsubscribe")) {
            return refused("unsupported message type: " + type);
        }
        String name = request.path("channel").asText();
        if (CHANNELS_WITH_LOGIN.contains(name)) {
            return refused("authentication failure");
        }
        return AdvancedChannel.parse(name)
                .map(channel -> of(type.equals("subscribe"), channel, request.path("product_ids"), known))
                .orElseGet(() -> refused("unsupported channel: " + name));
    }

    private static AdvancedRequest of(
            boolean subscribe, AdvancedChannel channel, JsonNode names, Predicate<ProductId> known) {
        List<String> errors = new ArrayList<>();
        Set<ProductId> products = new LinkedHashSet<>();
        for (JsonNode name : names) {
            product(name.asText(), known)
                    .ifPresentOrElse(products::add, () -> errors.add("invalid product_id: " + name.asText()));
        }
        if (!channel.needsProducts()) {
            return new AdvancedRequest(subscribe, Optional.of(channel), Set.of(), List.of());
        }
        if (subscribe && names.isEmpty()) {
            errors.add("no product_ids for channel " + channel.label());
        }
        // Without products, a channel to unsubscribe from is left altogether.
        boolean something = !products.isEmpty() || (!subscribe && names.isEmpty());
        return new AdvancedRequest(subscribe, something ? Optional.of(channel) : Optional.empty(), products, errors);
    }

    private static Optional<ProductId> product(String name, Predicate<ProductId> known) {
        String data = name.endsWith(ALIAS) ? name.substring(0, name.length() - 1) : name;
        return ProductId.parse(name).filter(known).or(() -> ProductId.parse(data)
                .filter(known));
    }

    private static AdvancedRequest refused(String message) {
        return new AdvancedRequest(true, Optional.empty(), Set.of(), List.of(message));
    }
}
