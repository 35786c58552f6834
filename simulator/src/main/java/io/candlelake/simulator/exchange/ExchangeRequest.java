package io.candlelake.simulator.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.simulator.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a client asked of the feed: {@code {"type":"subscribe","product_ids":["BTC-USD"],
 * "channels":["matches",{"name":"heartbeat","product_ids":["ETH-USD"]}]}}.
 *
 * <p>What is wrong with it stands in {@code errors}; what is right is done nevertheless, as Coinbase does.
 *
 * @param subscribe false to unsubscribe
 * @param channels with their products; a channel to unsubscribe from without products is left altogether
 * @param errors reasons, one an error frame
 */
record ExchangeRequest(boolean subscribe, Map<ExchangeChannel, Set<ProductId>> channels, List<String> errors) {
    private static final Set<String> CHANNELS_WITH_LOGIN = Set.of("level2", "level3", "full", "user");

    /** The {@code message} of its error frames. */
    String failure() {
        return subscribe ? "Failed to subscribe" : "Failed to unsubscribe";
    }

    static ExchangeRequest parse(String text, Predicate<ProductId> known) {
        JsonNode request;
        try {
            request = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return refused("Malformed JSON");
        }
        String type = request.path("type").asText();
        if (!type.equals("subscribe") && !type.equals("unsubscribe")) {
            return refused("Type has to be either subscribe or unsubscribe");
        }
        if (request.path("channels").isEmpty()) {
            return refused("No channels provided");
        }
        ExchangeRequest parsed =
                new ExchangeRequest(type.equals("subscribe"), new LinkedHashMap<>(), new ArrayList<>());
        for (JsonNode channel : request.path("channels")) {
            parsed.add(channel, request.path("product_ids"), known);
        }
        return parsed;
    }

    private static ExchangeRequest refused(String reason) {
        return new ExchangeRequest(true, Map.of(), List.of(reason));
    }

    private void add(JsonNode node, JsonNode commonProducts, Predicate<ProductId> known) {
        String name = node.isTextual() ? node.asText() : node.path("name").asText();
        if (CHANNELS_WITH_LOGIN.contains(name)) {
            errors.add("level2, level3, and full channels now require authentication. "
                    + "https://docs.cloud.coinbase.com/exchange/docs/websocket-auth");
            return;
        }
        ExchangeChannel.parse(name)
                .ifPresentOrElse(
                        channel -> add(channel, List.of(commonProducts, node.path("product_ids")), known),
                        () -> errors.add(name + " is not a valid channel"));
    }

    private void add(ExchangeChannel channel, List<JsonNode> productLists, Predicate<ProductId> known) {
        Set<ProductId> products = new LinkedHashSet<>();
        boolean named = false;
        for (JsonNode list : productLists) {
            for (JsonNode product : list) {
                named = true;
                ProductId.parse(product.asText())
                        .filter(known)
                        .ifPresentOrElse(products::add, () -> errors.add(product.asText() + " is not a valid product"));
            }
        }
        if (subscribe && !named && channel.needsProducts()) {
            errors.add("You need to specify at least one product ID for channel " + channel.label());
        } else if (!named || !products.isEmpty()) {
            channels.computeIfAbsent(channel, key -> new LinkedHashSet<>()).addAll(products);
        }
    }
}
