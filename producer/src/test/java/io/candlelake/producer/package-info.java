/** Tests. */
@NullMarked
package io.candlelake.producer;

import org.jspecify.annotations.NullMarked;
