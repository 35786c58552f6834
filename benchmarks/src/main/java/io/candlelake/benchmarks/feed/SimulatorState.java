package io.candlelake.benchmarks.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.benchmarks.process.BenchmarkException;

/**
 * What the simulator counts of its client: {@code 12 REST requests, 0 of them over the limit, 1 connect}.
 *
 * @param restRequests to REST for trades
 * @param restOverLimit of those, more than Coinbase allows
 * @param connects to the feeds, refused ones too
 * @param connectsOverLimit of those, more than Coinbase allows
 * @param messagesOverLimit of the client over the feeds
 */
record SimulatorState(
        long restRequests, long restOverLimit, long connects, long connectsOverLimit, long messagesOverLimit) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SimulatorState parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new SimulatorState(
                    json.path("rest_requests").asLong(),
                    json.path("rest_over_limit").asLong(),
                    json.path("connects").asLong(),
                    json.path("connects_over_limit").asLong(),
                    json.path("messages_over_limit").asLong());
        } catch (JsonProcessingException broken) {
            throw new BenchmarkException("the simulator's state is no JSON: " + text, broken);
        }
    }

    /** Over any limit. */
    long overLimits() {
        return restOverLimit + connectsOverLimit + messagesOverLimit;
    }
}
