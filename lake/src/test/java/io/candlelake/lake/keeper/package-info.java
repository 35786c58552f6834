/** Tests of the keeper, on a real lake. */
@NullMarked
package io.candlelake.lake.keeper;

import org.jspecify.annotations.NullMarked;
