/**
 * The product's processes one by one, so that each can be killed, stopped and started again by a test.
 *
 * <p>In: packaged modules, their environment. Out: processes, their logs, and the simulator's own control.
 */
@NullMarked
package io.candlelake.endtoend.part;

import org.jspecify.annotations.NullMarked;
