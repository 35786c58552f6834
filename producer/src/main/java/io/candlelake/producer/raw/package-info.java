/**
 * The way to Kafka: the one place that writes to raw_messages.
 *
 * <p>In: frames of a connection. Out: a record for each product that a frame concerns, acknowledged, or the process ends.
 */
@NullMarked
package io.candlelake.producer.raw;

import org.jspecify.annotations.NullMarked;
