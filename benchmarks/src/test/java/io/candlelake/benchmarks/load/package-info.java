/** Tests. */
@NullMarked
package io.candlelake.benchmarks.load;

import org.jspecify.annotations.NullMarked;
