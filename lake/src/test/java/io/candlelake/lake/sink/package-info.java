@NullMarked
package io.candlelake.lake.sink;

import org.jspecify.annotations.NullMarked;
