package io.candlelake.producer.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.gap.Resumed;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code {"product_id":"BTC-USD","from":1052119289,"done":[[1052119289,1052119301],[1052119303,1052119400]]}}. */
final class ProgressCodec {
    /** Of a product with more holes, the lower ranges are kept: the rest is fetched again, once, after a restart. */
    static final int MOST_RANGES = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProgressCodec() {}

    /**
     * The bytes of a note.
     *
     * @param newest ids above are left out
     */
    static byte[] encode(ProductId product, Resumed left, long newest) {
        LongRanges done = left.done();
        ObjectNode note =
                JSON.createObjectNode().put("product_id", product.value()).put("from", left.from());
        ArrayNode ranges = note.putArray("done");
        for (int i = 0; i < Math.min(done.count(), MOST_RANGES) && done.first(i) <= newest; i++) {
            ranges.addArray().add(done.first(i)).add(Math.min(done.last(i), newest));
        }
        try {
            return JSON.writeValueAsBytes(note);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    /** Throws {@link IllegalArgumentException} when it is no note of ours. */
    static Resumed decode(byte[] note) {
        LongRanges done = new LongRanges();
        JsonNode json = tree(note);
        for (JsonNode range : json.required("done")) {
            long first = range.path(0).longValue();
            long last = range.path(1).longValue();
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("no range of trade ids: " + range);
            }
            done.addAll(first, last);
        }
        return new Resumed(json.required("from").longValue(), done);
    }

    private static JsonNode tree(byte[] note) {
        try {
            return JSON.readTree(note);
        } catch (IOException broken) {
            throw new IllegalArgumentException("no JSON", broken);
        }
    }
}
