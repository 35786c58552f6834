package io.candlelake.producer.gap;

import io.candlelake.domain.GapCause;

/**
 * How a gap would be seen: {@code RECONNECT, by a feed, REST may be asked from 500 ms on}.
 *
 * @param cause of a gap that shows
 * @param isTrusted true for REST, which is believed whatever it says
 * @param dueNanos when REST may be asked for what is missing, by {@link System#nanoTime}
 */
record Sight(GapCause cause, boolean isTrusted, long dueNanos) {}
