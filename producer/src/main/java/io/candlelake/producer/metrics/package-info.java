/**
 * What the producer counts of itself.
 *
 * <p>In: events of feeds, gaps, REST, Kafka and spot prices. Out: Prometheus' text, for whoever scrapes it.
 */
@NullMarked
package io.candlelake.producer.metrics;

import org.jspecify.annotations.NullMarked;
