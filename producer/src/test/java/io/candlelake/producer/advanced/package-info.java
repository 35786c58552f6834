/** Tests. */
@NullMarked
package io.candlelake.producer.advanced;

import org.jspecify.annotations.NullMarked;
