/** Tests. */
@NullMarked
package io.candlelake.producer.exchange;

import org.jspecify.annotations.NullMarked;
