/**
 * The streams app as processes that are killed, stopped, frozen and joined by others under load, and what must come of it nevertheless.
 *
 * <p>In: a seed, a number of kills, a rate. Out: how long each recovery took, and problems, which must be none.
 */
@NullMarked
package io.candlelake.endtoend.crash;

import org.jspecify.annotations.NullMarked;
