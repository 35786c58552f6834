/**
 * The API key, where there is one.
 *
 * <p>In: a key from the environment, a file or AWS Secrets Manager. Out: tokens that live two minutes.
 */
@NullMarked
package io.candlelake.producer.secret;

import org.jspecify.annotations.NullMarked;
