/** Tests. */
@NullMarked
package io.candlelake.producer.spot;

import org.jspecify.annotations.NullMarked;
