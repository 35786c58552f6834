@NullMarked
package io.candlelake.simulator.fault;

import org.jspecify.annotations.NullMarked;
