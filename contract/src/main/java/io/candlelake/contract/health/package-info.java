/**
 * Whether a process lives and is ready, over HTTP.
 *
 * <p>In: two questions. Out: 200 or 503.
 */
@NullMarked
package io.candlelake.contract.health;

import org.jspecify.annotations.NullMarked;
