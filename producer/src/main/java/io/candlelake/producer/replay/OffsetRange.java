package io.candlelake.producer.replay;

/**
 * Where a replay's records are in a partition: {@code 120 to 440}, both included. Another writer's may be in between.
 *
 * @param first offset
 * @param last offset, at least the first
 */
public record OffsetRange(long first, long last) {
    OffsetRange with(OffsetRange other) {
        return new OffsetRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
