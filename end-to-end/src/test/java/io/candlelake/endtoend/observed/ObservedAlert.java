package io.candlelake.endtoend.observed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A row of alerts. */
public record ObservedAlert(UUID id, String rule, String product, String kind, Instant time, String detail) {
    /** The whole topic, in its order. */
    public static List<ObservedAlert> all(TopicReader topics) {
        return topics.all("alerts").stream().map(ObservedAlert::of).toList();
    }

    static ObservedAlert of(ConsumerRecord<byte[], byte[]> record) {
        Message message = Message.of(record);
        return new ObservedAlert(
                message.uuid("alert_id"),
                message.text("rule"),
                message.text("product_id"),
                message.text("kind"),
                message.time("time"),
                message.text("detail"));
    }
}
