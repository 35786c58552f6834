/**
 * The producer's memory: which trades are durably in raw_messages.
 *
 * <p>In: acknowledgements. Out: the topic producer_progress, read back at the next start.
 */
@NullMarked
package io.candlelake.producer.progress;

import org.jspecify.annotations.NullMarked;
