package io.candlelake.endtoend.examination;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record of raw_messages is: {@code 2/4711}. */
record Position(long partition, long offset) {
    static Position of(ConsumerRecord<byte[], byte[]> record) {
        return new Position(record.partition(), record.offset());
    }

    @Override
    public String toString() {
        return partition + "/" + offset;
    }
}
