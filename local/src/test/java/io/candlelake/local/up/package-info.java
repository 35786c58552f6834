@NullMarked
package io.candlelake.local.up;

import org.jspecify.annotations.NullMarked;
