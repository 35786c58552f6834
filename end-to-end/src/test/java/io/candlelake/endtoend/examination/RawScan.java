package io.candlelake.endtoend.examination;

import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.ObservedTick;
import io.candlelake.endtoend.observed.TopicReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One pass over raw_messages, in the order of its partitions. */
final class RawScan {
    private final Map<String, ProductScan> products = new TreeMap<>();
    private final Map<Position, ByteBuffer> broken = new HashMap<>();
    private final Map<Position, List<ObservedTick>> unplaced = new HashMap<>();

    RawScan(Collection<ObservedTick> ticks) {
        ticks.forEach(tick -> unplaced.computeIfAbsent(position(tick), position -> new ArrayList<>())
                .add(tick));
    }

    static RawScan of(TopicReader topics, Collection<ObservedTick> ticks) {
        RawScan scan = new RawScan(ticks);
        topics.read("raw_messages", scan::see);
        return scan;
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        RawFrame frame = RawFrame.of(record);
        if (frame.broken()) {
            broken.put(frame.position(), ByteBuffer.wrap(record.value()));
        }
        if (!frame.product().isEmpty()) {
            product(frame.product()).see(frame);
        }
        List<ObservedTick> ticks = unplaced.get(frame.position());
        if (ticks != null) {
            ticks.removeIf(tick -> frame.trades().contains(tick.trade()));
        }
    }

    /** Where it was seen, each time, for a person: {@code match at 2/4711}. */
    static List<String> sightings(TopicReader topics, Collection<Trade.Key> wanted) {
        List<String> lines = new ArrayList<>();
        topics.read("raw_messages", record -> {
            RawFrame frame = RawFrame.of(record);
            frame.trades().stream()
                    .map(Trade::key)
                    .filter(wanted::contains)
                    .forEach(key -> lines.add(
                            key.product() + " " + key.id() + " " + frame.channel() + " at " + frame.position()));
        });
        return lines;
    }

    ProductScan product(String product) {
        return products.computeIfAbsent(product, name -> new ProductScan());
    }

    Map<String, ProductScan> products() {
        return products;
    }

    /** Frames that are not what Coinbase documents, with their bytes. */
    Map<Position, ByteBuffer> broken() {
        return broken;
    }

    /** Ticks that name a frame which does not have their trade. */
    List<ObservedTick> ticksWithoutFrame() {
        return unplaced.values().stream().flatMap(List::stream).toList();
    }

    private static Position position(ObservedTick tick) {
        return new Position(tick.rawPartition(), tick.rawOffset());
    }
}
