/**
 * Compression, of the types that Parquet's own codecs extend; ours, by Hadoop's names.
 *
 * <p>In: bytes of a page. Out: the same, compressed, and back.
 */
@NullMarked
package org.apache.hadoop.io.compress;

import org.jspecify.annotations.NullMarked;
