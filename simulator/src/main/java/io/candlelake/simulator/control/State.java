package io.candlelake.simulator.control;

import io.candlelake.simulator.fault.FaultKind;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A simulator's counts: {@code {"trades":1500,"connections":2,"faults":{"DROP":3},"rest_requests":12,...}}.
 *
 * @param trades in the ledger, those of an earlier run included
 * @param connections to both feeds now, half-open ones included
 * @param restRequests that count for the limit; spot prices do not
 * @param connects to both feeds, refused ones included
 * @param messages of clients over both feeds
 */
public record State(
        long trades,
        long connections,
        Map<FaultKind, Long> faults,
        long restRequests,
        long restOverLimit,
        long connects,
        long connectsOverLimit,
        long messages,
        long messagesOverLimit) {
    public State {
        faults = Map.copyOf(faults);
    }

    String json() {
        return "{\"trades\":" + trades
                + ",\"connections\":" + connections
                + ",\"faults\":"
                + faults.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}"))
                + ",\"rest_requests\":" + restRequests
                + ",\"rest_over_limit\":" + restOverLimit
                + ",\"connects\":" + connects
                + ",\"connects_over_limit\":" + connectsOverLimit
                + ",\"messages\":" + messages
                + ",\"messages_over_limit\":" + messagesOverLimit + "}";
    }
}
