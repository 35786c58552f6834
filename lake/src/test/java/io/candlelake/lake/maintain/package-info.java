/** Tests of maintenance, on real tables. */
@NullMarked
package io.candlelake.lake.maintain;

import org.jspecify.annotations.NullMarked;
