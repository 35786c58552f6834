package io.candlelake.streams.topology;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What a processor asks of Kafka Streams, answered without it: stores in memory, a clock that is set, and a taker of what is forwarded.
 *
 * @param <K> of what it forwards
 * @param <V> of what it forwards
 */
final class ReplayContext<K, V> implements ProcessorContext<K, V> {
    private final Map<String, StateStore> stores;
    private final BiConsumer<String, V> forwarded;
    private final List<Punctuator> punctuators = new ArrayList<>();
    private long millis;
    private Place place = new Place(0, 0);

    /** The taker gets the sink's name and the message. */
    ReplayContext(Map<String, StateStore> stores, BiConsumer<String, V> forwarded) {
        this.stores = stores;
        this.forwarded = forwarded;
    }

    private record Place(int partition, long offset) implements RecordMetadata {
        @Override
        public String topic() {
            return io.candlelake.contract.topic.Topics.RAW_MESSAGES;
        }
    }

    /** The record that comes next. The clock never goes back. */
    void at(int partition, long offset, long newMillis) {
        place = new Place(partition, offset);
        millis = Math.max(millis, newMillis);
    }

    void punctuate() {
        punctuators.forEach(punctuator -> punctuator.punctuate(millis));
    }

    @Override
    public long currentSystemTimeMs() {
        return millis;
    }

    @Override
    public long currentStreamTimeMs() {
        return millis;
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.of(place);
    }

    @Override
    public <A extends K, B extends V> void forward(Record<A, B> record, String childName) {
        forwarded.accept(childName, record.value());
    }

    @Override
    public <A extends K, B extends V> void forward(Record<A, B> record) {
        throw new UnsupportedOperationException("every message names its sink");
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface is made so
    public <S extends StateStore> S getStateStore(String name) {
        StateStore store = stores.get(name);
        if (store == null) {
            throw new IllegalArgumentException("no store is named " + name);
        }
        return (S) store;
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator punctuator) {
        punctuators.add(punctuator);
        return () -> punctuators.remove(punctuator);
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator punctuator) {
        return schedule(interval, type, punctuator);
    }

    @Override
    public void commit() {
        // Nothing is kept.
    }

    @Override
    public String applicationId() {
        return "replay";
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, place.partition());
    }

    @Override
    public Serde<?> keySerde() {
        return Serdes.ByteArray();
    }

    @Override
    public Serde<?> valueSerde() {
        return Serdes.ByteArray();
    }

    @Override
    public File stateDir() {
        throw new UnsupportedOperationException("all is in memory");
    }

    @Override
    public StreamsMetrics metrics() {
        throw new UnsupportedOperationException("nothing is measured");
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }
}
