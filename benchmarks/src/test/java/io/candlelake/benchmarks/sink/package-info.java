/** Tests. */
@NullMarked
package io.candlelake.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
