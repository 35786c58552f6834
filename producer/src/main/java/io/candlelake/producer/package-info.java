/**
 * Coinbase to raw_messages.
 *
 * <p>In: environment variables, a live feed. Out: every frame as received, in Kafka, and an exit code that says why it ended.
 */
@NullMarked
package io.candlelake.producer;

import org.jspecify.annotations.NullMarked;
