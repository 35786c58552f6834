@NullMarked
package io.candlelake.local.stack;

import org.jspecify.annotations.NullMarked;
