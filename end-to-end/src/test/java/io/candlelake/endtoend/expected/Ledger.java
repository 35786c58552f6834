package io.candlelake.endtoend.expected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the simulator says that it published: {@code Ledger.read(data.resolve("ledger.ndjson"))}. */
public final class Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Ledger() {}

    /** Throws when a line is unreadable or a trade stands there twice: then the ledger is no truth to compare with. */
    public static List<Trade> read(Path file) throws IOException {
        List<Trade> trades = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode json = JSON.readTree(line);
            trades.add(new Trade(
                    json.get("product_id").textValue(),
                    Long.parseLong(json.get("trade_id").asText()),
                    new BigDecimal(json.get("price").textValue()),
                    new BigDecimal(json.get("size").textValue()),
                    json.get("taker_side").textValue(),
                    Instant.parse(json.get("time").textValue())));
        }
        if (Recording.distinct(trades).size() != trades.size()) {
            throw new IllegalStateException(file + " has a trade twice");
        }
        return trades;
    }
}
