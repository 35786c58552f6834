/** Tests. */
@NullMarked
package io.candlelake.producer.replay;

import org.jspecify.annotations.NullMarked;
