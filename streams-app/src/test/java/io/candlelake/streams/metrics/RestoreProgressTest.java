package io.candlelake.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition FIRST = new TopicPartition("products-changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("products-changelog", 1);

    private final HandClock clock = new HandClock();
    private final RestoreProgress progress = new RestoreProgress(clock);

    @Test
    void remainingRateAndTimeAreOfAllPartitionsThatAreRestored() {
        progress.onRestoreStart(FIRST, "products", 100, 1_100);
        progress.onRestoreStart(SECOND, "products", 0, 500);
        clock.pass(Duration.ofSeconds(2));
        progress.onBatchRestored(FIRST, "products", 699, 600);

        assertThat(progress.partitions()).isEqualTo(2);
        assertThat(progress.remaining()).isEqualTo(900);
        assertThat(progress.rate()).isEqualTo(300);

        progress.onRestoreEnd(FIRST, "products", 600);
        clock.pass(Duration.ofSeconds(1));
        progress.onRestoreSuspended(SECOND, "products", 0);
        clock.pass(Duration.ofHours(1));

        assertThat(progress.partitions()).isZero();
        assertThat(progress.remaining()).isZero();
        assertThat(progress.seconds()).as("it stands still when all is there").isEqualTo(3);
        assertThat(progress.restored("products").sum()).isEqualTo(600);
    }

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
