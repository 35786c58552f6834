/** Tests. */
@NullMarked
package io.candlelake.producer.rest;

import org.jspecify.annotations.NullMarked;
