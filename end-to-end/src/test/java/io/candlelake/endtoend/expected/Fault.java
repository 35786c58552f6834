package io.candlelake.endtoend.expected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the simulator did to its clients, once: {@code DROP, exchange, BTC-USD, [1052119301]}.
 *
 * @param feed empty where it was of none
 * @param product empty where it was of none
 * @param tradeIds the trades that it concerned; empty for one without
 */
public record Fault(Instant time, String kind, String feed, String product, List<Long> tradeIds) {
    /** An id that never existed: the one legitimate hole. */
    public static final String SKIP_ID = "SKIP_ID";

    /** A frame whose bytes are no JSON. */
    public static final String MALFORMED = "MALFORMED";

    /** A frame with a number where text belongs, or the other way round. */
    public static final String WRONG_TYPE = "WRONG_TYPE";

    /** Every kind that a simulator with all its faults injects. */
    public static final List<String> KINDS = List.of(
            "DROP",
            "DUPLICATE",
            "REORDER",
            "DELAY",
            "CUT",
            "CUT_MID_FRAME",
            "HALF_OPEN",
            MALFORMED,
            WRONG_TYPE,
            "ERROR_MESSAGE",
            "NO_ACK",
            "NO_HEARTBEAT",
            "REST_429",
            "REST_500",
            "REST_TIMEOUT",
            "REST_SLOW",
            "REST_EMPTY_PAGE",
            "CLOCK_SKEW",
            "HALT",
            SKIP_ID);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The simulator's fault ledger; empty where there is none. */
    public static List<Fault> read(Path file) throws IOException {
        List<Fault> faults = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                faults.add(of(JSON.readTree(line)));
            }
        }
        return faults;
    }

    private static Fault of(JsonNode json) {
        List<Long> ids = new ArrayList<>();
        json.path("trade_ids").forEach(id -> ids.add(id.longValue()));
        return new Fault(
                Instant.parse(json.get("time").textValue()),
                json.get("kind").textValue(),
                json.path("feed").asText(""),
                json.path("product_id").asText(""),
                ids);
    }
}
