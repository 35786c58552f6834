/**
 * Raw records in batches: Kafka Streams handles what one poll gave of a partition as one record.
 *
 * <p>In: records of raw_messages, as the consumer polls them. Out: one {@link io.candlelake.streams.batch.RawBatch} a poll
 * and partition.
 */
@NullMarked
package io.candlelake.streams.batch;

import org.jspecify.annotations.NullMarked;
