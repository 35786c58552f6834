/** Tests. */
@NullMarked
package io.candlelake.benchmarks.report;

import org.jspecify.annotations.NullMarked;
