/** Tests. */
@NullMarked
package io.candlelake.producer.metrics;

import org.jspecify.annotations.NullMarked;
