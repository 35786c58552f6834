/**
 * An independent judgement of a run: nothing of the product is used, each message is read anew.
 *
 * <p>In: the simulator's ledgers, the topics. Out: numbers, and problems, which must be none.
 */
@NullMarked
package io.candlelake.endtoend.examination;

import org.jspecify.annotations.NullMarked;
