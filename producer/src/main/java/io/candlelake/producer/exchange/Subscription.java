package io.candlelake.producer.exchange;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.domain.ProductId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a connection asks for, {@code matches} and {@code heartbeat} of the products, and whether it got it.
 *
 * @param products at least one
 */
record Subscription(List<ProductId> products) {
    private static final List<String> CHANNELS = List.of("matches", "heartbeat");
    // A tree is dear, but only the few frames before the acknowledgement are read here.
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code {"type":"subscribe","product_ids":["BTC-USD"],"channels":["matches","heartbeat"]}}. */
    String message() {
        return "{\"type\":\"subscribe\",\"product_ids\":" + array(products) + ",\"channels\":" + array(CHANNELS) + "}";
    }

    // Neither product ids nor channels have a character that JSON would escape.
    private static String array(List<?> words) {
        return words.stream().map(word -> "\"" + word + "\"").collect(joining(",", "[", "]"));
    }

    /**
     * True when the frame acknowledges everything; false when it is no answer.
     *
     * @throws SubscriptionRefusedException when it is an error, or an acknowledgement that leaves a product out
     */
    boolean isAcknowledgedBy(byte[] frame) {
        JsonNode answer = tree(frame);
        return switch (answer.path("type").asText()) {
            case "error" -> throw refused(answer);
            case "subscriptions" -> {
                CHANNELS.forEach(channel -> requireAll(channel, answer));
                yield true;
            }
            default -> false;
        };
    }

    private SubscriptionRefusedException refused(JsonNode error) {
        String reason = error.path("reason").asText();
        return new SubscriptionRefusedException("Coinbase refuses the subscription of " + named(products) + ": "
                + oneLine(error.path("message").asText()) + (reason.isEmpty() ? "" : ": " + oneLine(reason))
                + "; correct PRODUCTS");
    }

    private void requireAll(String channel, JsonNode acknowledgement) {
        Set<String> listed = new HashSet<>();
        for (JsonNode candidate : acknowledgement.path("channels")) {
            if (candidate.path("name").asText().equals(channel)) {
                candidate.path("product_ids").forEach(product -> listed.add(product.asText()));
            }
        }
        List<ProductId> missing = products.stream()
                .filter(product -> !listed.contains(product.value()))
                .toList();
        if (!missing.isEmpty()) {
            throw new SubscriptionRefusedException("Coinbase does not give " + channel + " of " + named(missing)
                    + ": is it a product there? Correct PRODUCTS");
        }
    }

    private static String named(List<ProductId> products) {
        return products.stream().map(ProductId::value).collect(joining(", "));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Of a frame that is no JSON: nothing, for it is no answer; the streams app rejects it. */
    private static JsonNode tree(byte[] frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException noJson) {
            return JSON.createObjectNode();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
