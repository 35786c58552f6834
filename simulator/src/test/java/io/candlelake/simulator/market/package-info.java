@NullMarked
package io.candlelake.simulator.market;

import org.jspecify.annotations.NullMarked;
