/** Tests of batches, on a real broker. */
@NullMarked
package io.candlelake.streams.batch;

import org.jspecify.annotations.NullMarked;
