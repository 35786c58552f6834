/**
 * Keeps the lake: maintenance of all tables on a schedule, and what Prometheus sees of them.
 *
 * <p>In: where the lake is, how often what is to be done. Out: tables in good health, {@code /metrics} and {@code /health}.
 */
@NullMarked
package io.candlelake.lake.keeper;

import org.jspecify.annotations.NullMarked;
