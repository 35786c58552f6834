package io.candlelake.simulator.wire;

import java.util.Map;

/**
 * An answer of the REST API: {@code 200, [{"trade_id":...}], cb-after: 1052119289}.
 *
 * @param headers besides the content's type and length
 */
public record Reply(int status, String body, Map<String, String> headers) {
    public static Reply ok(String body) {
        return new Reply(200, body, Map.of());
    }

    /** {@code {"message":"NotFound"}}: the form of all of Coinbase's errors. */
    public static Reply error(int status, String message) {
        return new Reply(status, "{\"message\":" + Json.quote(message) + "}", Map.of());
    }

    public Reply with(Map<String, String> added) {
        return new Reply(status, body, added);
    }
}
