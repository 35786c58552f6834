/** Tests. */
@NullMarked
package io.candlelake.benchmarks.topology;

import org.jspecify.annotations.NullMarked;
