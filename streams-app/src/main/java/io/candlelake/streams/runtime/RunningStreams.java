package io.candlelake.streams.runtime;

import io.candlelake.streams.metrics.RestoreProgress;
import io.candlelake.streams.metrics.Running;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/** What can be seen of Kafka Streams from outside its threads. */
record RunningStreams(KafkaStreams streams, RestoreProgress restoring) implements Running {
    @Override
    public Map<MetricName, ? extends Metric> figures() {
        return streams.metrics();
    }

    /** While every partition that it was given is processed: none is moved or restored, and no thread is missing. */
    @Override
    public boolean isReady() {
        if (streams.state() != KafkaStreams.State.RUNNING || restoring.partitions() > 0) {
            return false;
        }
        // A thread that takes the place of another is not there at once, and the state does not tell.
        Set<ThreadMetadata> threads = streams.metadataForLocalThreads();
        return !threads.isEmpty()
                && threads.stream().allMatch(thread -> thread.threadState().equals("RUNNING"));
    }

    boolean hasFailed() {
        return streams.state() == KafkaStreams.State.ERROR || streams.state() == KafkaStreams.State.PENDING_ERROR;
    }

    @Override
    public int activeTasks() {
        return tasks(ThreadMetadata::activeTasks);
    }

    @Override
    public int standbyTasks() {
        return tasks(ThreadMetadata::standbyTasks);
    }

    private int tasks(Function<ThreadMetadata, Collection<TaskMetadata>> kind) {
        return streams.metadataForLocalThreads().stream()
                .mapToInt(thread -> kind.apply(thread).size())
                .sum();
    }
}
