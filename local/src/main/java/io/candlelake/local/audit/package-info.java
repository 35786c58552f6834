/**
 * {@code ./candlelake audit}: the proof, asked for and told.
 *
 * <p>In: words of a command line, a lake and its broker. Out: a report as text or JSON, and an exit code.
 */
@NullMarked
package io.candlelake.local.audit;

import org.jspecify.annotations.NullMarked;
