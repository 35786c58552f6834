/**
 * Tests across processes: what goes in is compared with what comes out.
 *
 * <p>In: recordings, a simulated market, faults. Out: differences, which must be none.
 */
@NullMarked
package io.candlelake.endtoend;

import org.jspecify.annotations.NullMarked;
