/**
 * Which Trino answers, and its jars on this machine.
 *
 * <p>In: the environment and Maven Central. Out: an engine's folder and the Java that runs it.
 */
@NullMarked
package io.candlelake.query.engine;

import org.jspecify.annotations.NullMarked;
