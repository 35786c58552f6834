/**
 * The feed soak: a market whose every frame may go wrong, processes that die, and what must come of it nevertheless.
 *
 * <p>In: a seed. Out: a line of numbers, and problems, which must be none.
 */
@NullMarked
package io.candlelake.endtoend.soak;

import org.jspecify.annotations.NullMarked;
