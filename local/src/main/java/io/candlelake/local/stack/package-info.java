/**
 * The stack as processes of this machine: started in order, watched, started again, stopped in order.
 *
 * <p>In: a {@link io.candlelake.local.stack.StackOptions}. Out: running processes, and stack.json, which tells everyone else where they are.
 */
@NullMarked
package io.candlelake.local.stack;

import org.jspecify.annotations.NullMarked;
