/** Tests. */
@NullMarked
package io.candlelake.producer.connection;

import org.jspecify.annotations.NullMarked;
