package io.candlelake.streams.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * A few of the hundreds of figures that Kafka's clients and Kafka Streams keep, taken at one moment and put together over threads,
 * tasks and partitions: {@code figures.max("stream-thread-metrics", "commit-latency-max")}.
 */
final class KafkaFigures {
    private final Map<MetricName, ? extends Metric> all;

    private KafkaFigures(Map<MetricName, ? extends Metric> all) {
        this.all = all;
    }

    static KafkaFigures of(Running running) {
        return new KafkaFigures(running.figures());
    }

    double max(String group, String name) {
        return fold(group, name, Math::max, Double.NaN);
    }

    /** NaN, no figure, where there is none. */
    double sum(String group, String name) {
        return fold(group, name, Double::sum, Double.NaN);
    }

    double average(String group, String name) {
        return sum(group, name) / count(group, name);
    }

    private long count(String group, String name) {
        return all.keySet().stream().filter(metric -> is(metric, group, name)).count();
    }

    private double fold(String group, String name, DoubleBinaryOperator operator, double none) {
        double result = none;
        for (Map.Entry<MetricName, ? extends Metric> entry : all.entrySet()) {
            if (is(entry.getKey(), group, name)
                    && entry.getValue().metricValue() instanceof Number number
                    && !Double.isNaN(number.doubleValue())) {
                double value = number.doubleValue();
                result = Double.isNaN(result) ? value : operator.applyAsDouble(result, value);
            }
        }
        return result;
    }

    private static boolean is(MetricName metric, String group, String name) {
        return metric.group().equals(group) && metric.name().equals(name);
    }

    /** Records of a topic that wait, by partition. */
    Map<String, Double> lag(String topic) {
        Map<String, Double> lag = new TreeMap<>();
        all.forEach((name, metric) -> {
            String partition = name.tags().get("partition");
            if (is(name, "consumer-fetch-manager-metrics", "records-lag")
                    && partition != null
                    && topic.equals(name.tags().get("topic"))
                    && metric.metricValue() instanceof Double value
                    && !value.isNaN()) {
                lag.merge(partition, value, Math::max);
            }
        });
        return lag;
    }

    /** Summed over the partitions of a store on disk: {@code ofStore("closed-candles", "estimate-num-keys")}. */
    double ofStore(String store, String name) {
        double sum = 0;
        for (Map.Entry<MetricName, ? extends Metric> entry : all.entrySet()) {
            if (is(entry.getKey(), "stream-state-metrics", name)
                    && store.equals(entry.getKey().tags().get("rocksdb-state-id"))
                    && entry.getValue().metricValue() instanceof Number number) {
                sum += number.doubleValue();
            }
        }
        return sum;
    }
}
