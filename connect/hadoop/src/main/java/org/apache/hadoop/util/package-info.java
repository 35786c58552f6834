/**
 * The one tool that Parquet takes from Hadoop here.
 *
 * <p>In: a class. Out: an object with its settings.
 */
@NullMarked
package org.apache.hadoop.util;

import org.jspecify.annotations.NullMarked;
