/** What is worth an alert, from numbers calculated by hand or in the plainest way. */
@NullMarked
package io.candlelake.streams.quality;

import org.jspecify.annotations.NullMarked;
