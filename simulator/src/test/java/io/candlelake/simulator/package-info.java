@NullMarked
package io.candlelake.simulator;

import org.jspecify.annotations.NullMarked;
