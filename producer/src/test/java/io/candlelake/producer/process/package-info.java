/** Tests. */
@NullMarked
package io.candlelake.producer.process;

import org.jspecify.annotations.NullMarked;
