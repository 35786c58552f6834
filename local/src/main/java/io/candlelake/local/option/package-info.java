/**
 * Options that several commands share.
 *
 * <p>In: words of a command line. Out: folders and lakes.
 */
@NullMarked
package io.candlelake.local.option;

import org.jspecify.annotations.NullMarked;
