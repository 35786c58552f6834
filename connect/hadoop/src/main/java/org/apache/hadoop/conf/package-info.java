/**
 * Settings, of the types that Parquet's writer is made with; ours, by Hadoop's names, instead of Hadoop's 50 MB.
 *
 * <p>In: names and values. Out: the same, as the type that is asked for.
 */
@NullMarked
package org.apache.hadoop.conf;

import org.jspecify.annotations.NullMarked;
