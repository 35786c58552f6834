/**
 * The command line {@code ./candlelake}.
 *
 * <p>In: words. Out: a command's work, and 0 only when it did what it says.
 */
@NullMarked
package io.candlelake.local;

import org.jspecify.annotations.NullMarked;
