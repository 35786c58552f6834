/** Tests. */
@NullMarked
package io.candlelake.producer.gap;

import org.jspecify.annotations.NullMarked;
