/** Tests. */
@NullMarked
package io.candlelake.producer.source;

import org.jspecify.annotations.NullMarked;
