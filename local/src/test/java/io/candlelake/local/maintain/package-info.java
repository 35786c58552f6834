@NullMarked
package io.candlelake.local.maintain;

import org.jspecify.annotations.NullMarked;
