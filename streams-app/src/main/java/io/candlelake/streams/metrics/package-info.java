/**
 * What the streams app measures of itself.
 *
 * <p>In: counts of the stream threads, progress of restoring, Kafka Streams' own figures. Out: Prometheus' text.
 */
@NullMarked
package io.candlelake.streams.metrics;

import org.jspecify.annotations.NullMarked;
