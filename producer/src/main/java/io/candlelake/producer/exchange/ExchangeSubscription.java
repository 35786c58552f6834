package io.candlelake.producer.exchange;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.JsonFrame;
import io.candlelake.producer.connection.Refusal;
import io.candlelake.producer.connection.Signal;
import io.candlelake.producer.connection.Subscription;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a connection asks for, and whether it got it.
 *
 * @param products at least one
 * @param extra channels of no product, welcome but not needed: no trade is lost without them
 */
record ExchangeSubscription(List<ProductId> products, List<String> extra) implements Subscription {
    private static final List<String> CHANNELS = List.of("matches", "heartbeat");

    /** {@code {"type":"subscribe","product_ids":["BTC-USD"],"channels":["matches","heartbeat"]}}. */
    @Override
    public List<String> messages() {
        return List.of("{\"type\":\"subscribe\",\"product_ids\":" + array(products.stream()) + ",\"channels\":"
                + array(Stream.concat(CHANNELS.stream(), extra.stream())) + "}");
    }

    // Neither product ids nor channels have a character that JSON would escape.
    private static String array(Stream<?> words) {
        return words.map(word -> "\"" + word + "\"").collect(joining(",", "[", "]"));
    }

    @Override
    public Signal read(byte[] frame) {
        return switch (JsonFrame.kind(frame)) {
            case "heartbeat" -> Signal.HEARTBEAT;
            case "subscriptions" -> answer(JsonFrame.tree(frame));
            case "error" -> Refusal.ofError(frame, products);
            default -> Signal.DATA;
        };
    }

    private Signal answer(JsonNode acknowledgement) {
        for (String channel : CHANNELS) {
            Set<String> listed = listed(channel, acknowledgement);
            List<ProductId> missing = products.stream()
                    .filter(product -> !listed.contains(product.value()))
                    .toList();
            if (!missing.isEmpty()) {
                return Refusal.missing(channel, missing);
            }
        }
        return Signal.ACKNOWLEDGED;
    }

    private static Set<String> listed(String channel, JsonNode acknowledgement) {
        Set<String> listed = new HashSet<>();
        for (JsonNode candidate : acknowledgement.path("channels")) {
            if (candidate.path("name").asText().equals(channel)) {
                candidate.path("product_ids").forEach(product -> listed.add(product.asText()));
            }
        }
        return listed;
    }
}
