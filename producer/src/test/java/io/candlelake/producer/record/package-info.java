/** Tests. */
@NullMarked
package io.candlelake.producer.record;

import org.jspecify.annotations.NullMarked;
