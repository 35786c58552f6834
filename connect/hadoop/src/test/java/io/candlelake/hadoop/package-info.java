/** Parquet files are written with the types of this module alone. */
@NullMarked
package io.candlelake.hadoop;

import org.jspecify.annotations.NullMarked;
