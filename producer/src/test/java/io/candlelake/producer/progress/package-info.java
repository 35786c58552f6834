/** Tests. */
@NullMarked
package io.candlelake.producer.progress;

import org.jspecify.annotations.NullMarked;
