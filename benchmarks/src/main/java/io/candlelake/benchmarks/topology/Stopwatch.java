package io.candlelake.benchmarks.topology;

import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.JavaProcess;
import io.candlelake.benchmarks.process.Usage;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the time of a consumer from outside, the same for all: from the first byte of raw_messages that the broker sends it to
 * its group's commit of the last offset.
 *
 * <pre>{@code
 * Stopwatch.Time time = new Stopwatch(broker, "candlelake-streams", Duration.ofMinutes(10)).time(process);
 * }</pre>
 */
public final class Stopwatch {
    private static final long PAUSE_MILLIS = 10;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final Broker broker;
    private final String group;
    private final Duration limit;
    private final long bytesBefore;

    /** To be made before the consumer starts. */
    public Stopwatch(Broker broker, String group, Duration limit) {
        this.broker = broker;
        this.group = group;
        this.limit = limit;
        this.bytesBefore = broker.bytesOut(Topics.RAW_MESSAGES);
    }

    /**
     * How long it took.
     *
     * @param records processed
     * @param finished whether those are all; false when the limit was over before
     * @param seconds from the first byte to the last commit
     * @param warmRecordsPerSecond from the commit of the half on: what the JVM's warming up costs no more
     * @param cpuSeconds of the process in that time
     * @param brokerCpuSeconds of the broker in that time
     * @param peakResidentBytes of the process, since its start
     */
    public record Time(
            long records,
            boolean finished,
            double seconds,
            double warmRecordsPerSecond,
            double cpuSeconds,
            double brokerCpuSeconds,
            long peakResidentBytes) {
        public double recordsPerSecond() {
            return records / seconds;
        }
    }

    /** Returns when all is committed, or the limit over. */
    public Time time(JavaProcess process) throws InterruptedException {
        Map<TopicPartition, Long> ends = broker.endOffsets(Topics.RAW_MESSAGES);
        long all = sum(ends);
        process.await("reading raw_messages", START_PATIENCE, () -> broker.bytesOut(Topics.RAW_MESSAGES) > bytesBefore);
        long start = System.nanoTime();
        Usage before = process.usage();
        Usage brokerBefore = broker.process().usage();
        long committed = 0;
        long report = start + REPORT_NANOS;
        long half = 0;
        long halfAt = start;
        while (committed < all && System.nanoTime() - start < limit.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            process.requireAlive();
            committed = committed(ends);
            if (half == 0 && committed >= all / 2) {
                half = committed;
                halfAt = System.nanoTime();
            }
            if (System.nanoTime() > report) {
                report += REPORT_NANOS;
                Progress.say("%s: %,d of %,d", group, committed, all);
            }
        }
        long end = System.nanoTime();
        double seconds = (end - start) / 1e9;
        Usage after = process.usage();
        return new Time(
                committed,
                committed >= all,
                seconds,
                (committed - half) * 1e9 / (end - halfAt),
                seconds(before, after),
                seconds(brokerBefore, broker.process().usage()),
                after.peakResidentBytes());
    }

    private long committed(Map<TopicPartition, Long> ends) throws InterruptedException {
        Map<TopicPartition, Long> committed = broker.committed(group);
        return ends.keySet().stream()
                .mapToLong(partition -> committed.getOrDefault(partition, 0L))
                .sum();
    }

    private static double seconds(Usage before, Usage after) {
        return after.cpu().minus(before.cpu()).toMillis() / 1e3;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
