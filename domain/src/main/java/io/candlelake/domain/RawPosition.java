package io.candlelake.domain;

/**
 * Where the frame that a row came from stands in {@code raw_messages}: {@code 3:1200}.
 *
 * @param partition Kafka partition, from 0
 * @param offset Kafka offset, from 0
 */
public record RawPosition(int partition, long offset) {
    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
