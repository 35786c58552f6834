package io.candlelake.streams.metrics;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What is asked of the running topology whenever somebody looks. */
public interface Running {
    /** Of Kafka Streams and its clients. */
    Map<MetricName, ? extends Metric> figures();

    boolean isReady();

    /** Tasks that are processed here. */
    int activeTasks();

    /** Tasks of others whose state is kept up to date here. */
    int standbyTasks();

    /** Nothing runs yet. */
    Running NOTHING = new Running() {
        @Override
        public Map<MetricName, ? extends Metric> figures() {
            return Map.of();
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public int activeTasks() {
            return 0;
        }

        @Override
        public int standbyTasks() {
            return 0;
        }
    };
}
