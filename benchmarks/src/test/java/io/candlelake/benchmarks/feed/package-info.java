/** Tests. */
@NullMarked
package io.candlelake.benchmarks.feed;

import org.jspecify.annotations.NullMarked;
