/** Tests. */
@NullMarked
package io.candlelake.producer.raw;

import org.jspecify.annotations.NullMarked;
