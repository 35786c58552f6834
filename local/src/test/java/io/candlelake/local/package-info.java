@NullMarked
package io.candlelake.local;

import org.jspecify.annotations.NullMarked;
