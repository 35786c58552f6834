/**
 * The form of a record of raw_messages: bytes as received, the rest in headers.
 *
 * <p>In: headers. Out: where, when and how the frame was received.
 */
@NullMarked
package io.candlelake.contract.raw;

import org.jspecify.annotations.NullMarked;
