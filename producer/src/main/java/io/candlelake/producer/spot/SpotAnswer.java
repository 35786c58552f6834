package io.candlelake.producer.spot;

import io.candlelake.producer.source.ReceivedFrame;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer as it came: {@code 200, {"data":{"amount":"63514.6","base":"BTC","currency":"USD"}}}.
 *
 * @param status of HTTP
 * @param body whatever the status
 * @param retryAfter how long Coinbase wants to be left alone, where it says so
 */
public record SpotAnswer(int status, ReceivedFrame body, Optional<Duration> retryAfter) {
    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    boolean isOk() {
        return status == OK;
    }

    /** Whether the same request may succeed a moment later. Not where there is no such pair, or the key may not ask. */
    boolean isWorthAnotherTry() {
        return isOk() || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }
}
