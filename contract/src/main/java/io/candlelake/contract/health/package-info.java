/**
 * Whether a process lives and is ready, over HTTP, and whatever else it shows there.
 *
 * <p>In: two questions, and pages. Out: 200 or 503, and the pages' text.
 */
@NullMarked
package io.candlelake.contract.health;

import org.jspecify.annotations.NullMarked;
