/**
 * What a person sees of a running stack.
 *
 * <p>In: the broker's offsets and records, the tables' snapshots, the processes' state. Out: the live view of {@code up},
 * and the commands {@code status}, {@code topics} and {@code inspect}, as aligned text or as JSON.
 */
@NullMarked
package io.candlelake.local.view;

import org.jspecify.annotations.NullMarked;
