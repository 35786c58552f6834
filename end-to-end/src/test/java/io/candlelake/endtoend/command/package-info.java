/**
 * The product as a user has it
 *
 * <p>In:  the launcher, its output, its processes.. Out: words of a command line:exit codes, output, processes.
 */
@NullMarked
package io.candlelake.endtoend.command;

import org.jspecify.annotations.NullMarked;
