@NullMarked
package io.candlelake.simulator.wire;

import org.jspecify.annotations.NullMarked;
