/**
 * {@code ./candlelake maintain}.
 *
 * <p>In: a lake, and what may be removed of it. Out: its tables in good health, and what they were before.
 */
@NullMarked
package io.candlelake.local.maintain;

import org.jspecify.annotations.NullMarked;
