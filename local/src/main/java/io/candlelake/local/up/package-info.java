/**
 * The commands {@code up} and {@code down}.
 *
 * <p>In: options. Out: a stack that runs until Ctrl-C; a stack that has ended.
 */
@NullMarked
package io.candlelake.local.up;

import org.jspecify.annotations.NullMarked;
