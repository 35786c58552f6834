@NullMarked
package io.candlelake.simulator.advanced;

import org.jspecify.annotations.NullMarked;
