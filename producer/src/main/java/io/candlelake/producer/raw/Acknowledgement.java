package io.candlelake.producer.raw;

import io.candlelake.domain.Timestamp;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What follows when Kafka has a record, or has not. Must not need a product's lock: its holder may wait for what this gives back. */
final class Acknowledgement implements Callback {
    private final RawRecord record;
    private final Runnable giveBack;
    private final Consumer<Exception> refuse;
    private final WriteListener listener;
    private final Thread caller = Thread.currentThread();
    private @Nullable TimeoutException notQueued;

    /**
     * Of a record that the calling thread is about to hand over.
     *
     * @param giveBack frees the room that the record takes
     * @param refuse told when Kafka does not take it
     */
    Acknowledgement(RawRecord record, Runnable giveBack, Consumer<Exception> refuse, WriteListener listener) {
        this.record = record;
        this.giveBack = giveBack;
        this.refuse = refuse;
        this.listener = listener;
    }

    /** Why Kafka's client has not even queued it: it may be handed over again. Null when it has. Of the calling thread. */
    @Nullable
    TimeoutException notQueued() {
        return notQueued;
    }

    // Kafka's interface says null for "none".
    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception refused) {
        if (refused instanceof TimeoutException timeout && Thread.currentThread() == caller) {
            notQueued = timeout;
            return;
        }
        if (refused != null) {
            refuse.accept(refused);
        } else if (metadata != null) {
            acknowledged(metadata);
        }
        giveBack.run();
    }

    private void acknowledged(RecordMetadata metadata) {
        if (record.done() != null) {
            record.trades().addTo(record.done());
        }
        if (record.durable() != null) {
            record.durable().run();
        }
        listener.acknowledged(metadata);
        if (record.newestTrade() != null && record.product().isPresent()) {
            listener.tradesAcknowledged(
                    record.product().get(),
                    record.newestTrade(),
                    Timestamp.of(Clock.systemUTC().instant()));
        }
    }
}
