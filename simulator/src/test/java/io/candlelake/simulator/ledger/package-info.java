@NullMarked
package io.candlelake.simulator.ledger;

import org.jspecify.annotations.NullMarked;
