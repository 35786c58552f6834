package io.candlelake.producer.metrics;

import java.util.Locale;

/** Why a connection was lost, roughly: {@code SILENT} of {@code "no heartbeat for 5.0 s"}. As many kinds as fit a metric. */
enum LossKind {
    SILENT,
    UNACKNOWLEDGED,
    CLOSED,
    UNREACHABLE,
    FAILED;

    /** Of the reason as a feed says it, which is for a person and of any length. */
    static LossKind of(String reason) {
        if (reason.startsWith("no heartbeat")) {
            return SILENT;
        }
        if (reason.startsWith("no acknowledgement")) {
            return UNACKNOWLEDGED;
        }
        if (reason.startsWith("closed by the other side")) {
            return CLOSED;
        }
        return reason.contains("ConnectException") || reason.contains("ConnectTimeoutException") ? UNREACHABLE : FAILED;
    }

    /** {@code silent}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
