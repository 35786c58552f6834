/**
 * The topics, each declared once in topics.json.
 *
 * <p>In: topics.json. Out: names, partitions and settings for whoever creates or uses a topic.
 */
@NullMarked
package io.candlelake.contract.topic;

import org.jspecify.annotations.NullMarked;
