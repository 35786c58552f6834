/**
 * The gaps of a product: which trades are missing, and what becomes of them.
 *
 * <p>In: the ids that were seen, the producer's reports. Out: rows of gaps.
 */
@NullMarked
package io.candlelake.streams.gap;

import org.jspecify.annotations.NullMarked;
