package io.candlelake.producer.connection;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import java.util.List;
import java.util.regex.Pattern;

/** The two ways in which Coinbase does not give what was asked for: it says so, or leaves it out of its acknowledgement. */
public final class Refusal {
    /** As both feeds have been seen to say it of a product that does not exist. Whatever else they say may pass. */
    private static final Pattern NO_PRODUCT = Pattern.compile(
            "not a valid product|invalid product|product.* (not found|does not exist)", Pattern.CASE_INSENSITIVE);

    private Refusal() {}

    /**
     * Of {@code {"type":"error","message":"Failed to subscribe","reason":"NOPE-USD is not a valid product"}}, which has the
     * same form on both feeds: refused when it is about a product, else an error.
     *
     * @param products that were asked for
     */
    public static Signal ofError(byte[] frame, List<ProductId> products) {
        JsonNode error = JsonFrame.tree(frame);
        String reason = oneLine(error.path("reason").asText());
        String words = oneLine(error.path("message").asText()) + (reason.isEmpty() ? "" : ": " + reason);
        return NO_PRODUCT.matcher(words).find()
                ? Signal.refused(
                        "Coinbase refuses the subscription of " + named(products) + ": " + words + "; correct PRODUCTS")
                : Signal.error("Coinbase says: " + words);
    }

    /** Of an acknowledgement that leaves out products of the channel. */
    public static Signal missing(String channel, List<ProductId> products) {
        return Signal.refused("Coinbase does not give " + channel + " of " + named(products)
                + ": is it a product there? Correct PRODUCTS");
    }

    private static String named(List<ProductId> products) {
        return products.stream().map(ProductId::value).collect(joining(", "));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
