package io.candlelake.contract.topic;

import java.util.Map;

/**
 * A topic as declared in {@code topics.json}: {@code raw_messages, 4 partitions, retention 7 days}.
 *
 * @param name also the name of its table, where it has one
 * @param doc what a record is
 * @param partitions at least 1
 * @param config the broker's settings for the topic, by Kafka's names
 */
public record Topic(String name, String doc, int partitions, Map<String, String> config) {}
