/**
 * The SQL server of one lake as a process of its own.
 *
 * <p>In: a lake's catalog and warehouse. Out: an address that speaks JDBC.
 */
@NullMarked
package io.candlelake.query.server;

import org.jspecify.annotations.NullMarked;
