package io.candlelake.endtoend.part;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the streams app has come with raw_messages, by the offsets that it committed. */
public record Progress(String bootstrapServers) {
    private static final String GROUP = "candlelake-streams";
    private static final int PARTITIONS = 4;

    /** Returns when nothing is left to process; with a problem where something still is. */
    public Optional<String> awaitAllProcessed(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            long lag = lag(admin);
            while (lag > 0 && System.nanoTime() < end) {
                Thread.sleep(200);
                lag = lag(admin);
            }
            return lag == 0 ? Optional.empty() : Optional.of("the streams app is " + lag + " raw messages behind");
        }
    }

    private static long lag(Admin admin) throws InterruptedException {
        try {
            var committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.put(new TopicPartition("raw_messages", partition), OffsetSpec.latest());
            }
            long lag = 0;
            for (var end : admin.listOffsets(partitions).all().get().entrySet()) {
                var done = committed.get(end.getKey());
                lag += end.getValue().offset() - (done == null ? 0 : done.offset());
            }
            return lag;
        } catch (ExecutionException unreachable) {
            throw new IllegalStateException("the broker does not answer", unreachable);
        }
    }
}
