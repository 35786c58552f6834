/** Tests. */
@NullMarked
package io.candlelake.producer.secret;

import org.jspecify.annotations.NullMarked;
