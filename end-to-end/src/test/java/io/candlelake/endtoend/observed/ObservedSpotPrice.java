package io.candlelake.endtoend.observed;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A row of spot_prices. */
public record ObservedSpotPrice(UUID id, String product, BigDecimal amount, String currency, Instant fetchedAt) {
    /** The whole topic, in its order. */
    public static List<ObservedSpotPrice> all(TopicReader topics) {
        return topics.all("spot_prices").stream().map(ObservedSpotPrice::of).toList();
    }

    static ObservedSpotPrice of(ConsumerRecord<byte[], byte[]> record) {
        Message message = Message.of(record);
        return new ObservedSpotPrice(
                message.uuid("price_id"),
                message.text("product_id"),
                message.decimal("amount"),
                message.text("currency"),
                message.time("fetched_at"));
    }
}
