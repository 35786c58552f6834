/**
 * What is noteworthy in the data of a product: prices out of line or over a threshold, silence, absent minutes, many rejects. No
 * Kafka.
 *
 * <p>In: trades, closed minutes, receipts and rejects of one product. Out: alerts, each once.
 */
@NullMarked
package io.candlelake.streams.quality;

import org.jspecify.annotations.NullMarked;
