package io.candlelake.local.audit;

import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkBarrier;
import io.candlelake.connect.SinkKind;
import io.candlelake.lake.audit.Audit.Loaded;
import io.candlelake.lake.audit.Audit.SinkPositions;
import io.candlelake.lake.audit.CannotSayException;
import io.candlelake.lake.audit.Position;
import io.candlelake.lake.audit.TopicLog;
import io.candlelake.local.view.OpenBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/**
 * How much a table holds that Apache's sink fills, which does not say so in the table. While the worker runs: all that stood in the topic
 * before, once the sink's barrier is passed, and perhaps what came since. When it is stopped: what its group has read.
 */
public final class GroupPositions implements SinkPositions {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OpenBroker open;
    private final TopicLog log;
    private final Optional<SinkKind> running;
    private final Map<String, Map<Integer, Long>> before = new HashMap<>();
    private boolean isPassed;

    /**
     * Of the sinks that write, or wrote, from this broker.
     *
     * @param running the kind that runs now; empty when the Connect worker is stopped
     */
    public GroupPositions(OpenBroker open, TopicLog log, Optional<SinkKind> running) {
        this.open = open;
        this.log = log;
        this.running = running;
    }

    @Override
    public Loaded load(String table, Supplier<Table> load) {
        if (!running.equals(Optional.of(SinkKind.APACHE))) {
            Table loaded = load.get();
            if (loaded.currentSnapshot() == null) {
                // Nothing was ever committed: our own sink's first commit will say what it holds.
                return new Loaded(loaded, Position.exactly(Map.of()));
            }
            return new Loaded(loaded, Position.exactly(log.groupOffsets(new Sink(table).group(), table)));
        }
        passBarrier();
        Table loaded = load.get();
        return new Loaded(
                loaded, new Position(new TreeMap<>(before.getOrDefault(table, Map.of())), new TreeMap<>(ends(table))));
    }

    private void passBarrier() {
        if (isPassed) {
            return;
        }
        for (Sink sink : Sink.all()) {
            before.put(sink.table(), ends(sink.table()));
        }
        try {
            new SinkBarrier(
                            SinkKind.APACHE,
                            open.broker().address(),
                            open.broker().admin())
                    .await(Sink.all(), PATIENCE);
            isPassed = true;
        } catch (IllegalStateException late) {
            throw new CannotSayException(
                    "what the topics held " + PATIENCE.toSeconds() + " s ago is not in the tables yet: "
                            + late.getMessage(),
                    late);
        }
    }

    private Map<Integer, Long> ends(String topic) {
        Map<Integer, Long> ends = new TreeMap<>();
        log.extents(topic).forEach((partition, extent) -> ends.put(partition, extent.end()));
        return ends;
    }
}
