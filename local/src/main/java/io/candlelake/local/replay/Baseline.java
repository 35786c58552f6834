package io.candlelake.local.replay;

import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkBarrier;
import io.candlelake.connect.SinkKind;
import io.candlelake.contract.topic.Topics;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeState;
import io.candlelake.lake.TableState;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.view.Broker;
import io.candlelake.local.view.CommittedRecords;
import io.candlelake.local.view.GroupLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics and tables at rest, before a replay: what the tables grow by afterwards is the replay's.
 *
 * @param ends of the topics' partitions
 * @param rows by table, holding exactly the records before these ends
 */
record Baseline(Map<TopicPartition, Long> ends, Map<String, Long> rows) {
    /** What a replay writes to, all with a table of the same name. */
    static final List<String> TOPICS = List.of(
            Topics.RAW_MESSAGES,
            Topics.TICKS,
            Topics.CANDLES,
            Topics.REJECTS,
            Topics.GAPS,
            Topics.SPOT_PRICES,
            Topics.ALERTS);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /**
     * Waits until all is at rest: what was written before may still be on its way.
     *
     * @param sink which connectors fill the tables
     * @throws StackException when it does not come to rest
     */
    static Baseline read(Broker broker, LakeCatalog lake, SinkKind sink) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CommittedRecords records = new CommittedRecords(broker);
        while (true) {
            awaitStreams(broker, deadline);
            Map<TopicPartition, Long> ends = records.ends(TOPICS);
            awaitSinks(broker, sink, ends);
            Baseline read = new Baseline(ends, rows(lake));
            if (records.ends(TOPICS).equals(ends)) {
                return read;
            }
            pause(deadline, "the topics are still written to by something else");
        }
    }

    private static void awaitStreams(Broker broker, long deadline) throws InterruptedException {
        while (GroupLag.ofStreams(broker) > 0) {
            pause(deadline, "the streams app has not read what was in raw_messages before the replay");
        }
    }

    /** An empty topic has nothing in flight. */
    private static void awaitSinks(Broker broker, SinkKind sink, Map<TopicPartition, Long> ends)
            throws InterruptedException {
        List<Sink> filled = TOPICS.stream()
                .filter(topic -> ends.entrySet().stream()
                        .anyMatch(end -> end.getKey().topic().equals(topic) && end.getValue() > 0))
                .map(Sink::new)
                .toList();
        try {
            new SinkBarrier(sink, broker.address(), broker.admin()).await(filled, PATIENCE);
        } catch (IllegalStateException late) {
            if (Thread.interrupted()) {
                throw new InterruptedException(late.getMessage());
            }
            throw new StackException("before the replay: " + late.getMessage(), late);
        }
    }

    private static void pause(long deadline, String problem) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new StackException(problem + " after " + PATIENCE.toSeconds() + " s; ./candlelake status shows more");
        }
        Thread.sleep(PAUSE.toMillis());
    }

    /** Rows of all tables now. */
    static Map<String, Long> rows(LakeCatalog lake) {
        return LakeState.read(lake).tables().stream().collect(Collectors.toMap(TableState::table, TableState::rows));
    }
}
