/**
 * Which trades are missing, and their repair.
 *
 * <p>In: the trade ids of every frame, before it is written; pages of REST. Out: reports of gaps, in order with the frames; requests for what is missing.
 */
@NullMarked
package io.candlelake.producer.gap;

import org.jspecify.annotations.NullMarked;
