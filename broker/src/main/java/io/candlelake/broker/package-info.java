/**
 * One Kafka broker (KRaft, controller and broker in one) in a JVM.
 *
 * <p>In: a folder and two ports. Out: a real broker that keeps its data there, with the contract's topics.
 */
@NullMarked
package io.candlelake.broker;

import org.jspecify.annotations.NullMarked;
