/**
 * The state of the candles in Kafka Streams' stores: objects while a transaction runs, bytes when it commits.
 *
 * <p>In: product states and closed candles. Out: the same after a restart.
 */
@NullMarked
package io.candlelake.streams.state;

import org.jspecify.annotations.NullMarked;
