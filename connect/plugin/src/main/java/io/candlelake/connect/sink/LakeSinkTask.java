package io.candlelake.connect.sink;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** One task: hands each record to its table's {@link TableSink}, and tells Connect from where to read. */
public final class LakeSinkTask extends SinkTask {
    private final Map<TableIdentifier, TableSink> sinks = new LinkedHashMap<>();
    private LakeSinkConfig config;
    private String connector = "";
    private int task;
    private Catalog catalog;
    private DeadLetters deadLetters;

    /** A table threw away what it had of records before: whatever Connect gives next is behind these, and must wait for them. */
    private boolean goesBack;

    /** Connect makes it by its name. */
    @SuppressWarnings("NullAway.Init") // Connect calls start before everything else
    public LakeSinkTask() {}

    @Override
    public String version() {
        return Version.OF_THIS;
    }

    /** Throws {@link ConnectException} with one clear line when the catalog cannot be reached. */
    @Override
    public void start(Map<String, String> properties) {
        config = new LakeSinkConfig(properties);
        connector = properties.getOrDefault("name", "lake-sink");
        task = Integer.parseInt(properties.getOrDefault(LakeSinkConfig.TASK, "0"));
        deadLetters = new DeadLetters(context.errantRecordReporter());
        try {
            catalog = CatalogUtil.buildIcebergCatalog(config.getString(LakeSinkConfig.CATALOG), config.catalog(), null);
        } catch (RuntimeException broken) {
            throw new ConnectException(
                    "the catalog " + config.catalog().getOrDefault("uri", "") + " cannot be opened: "
                            + rootMessage(broken),
                    broken);
        }
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        byTable(partitions).forEach((table, own) -> {
            Set<String> topics = own.stream().map(TopicPartition::topic).collect(Collectors.toSet());
            context.offset(
                    sinks.computeIfAbsent(table, absent -> load(absent, topics)).open(own));
        });
        context.requestCommit();
    }

    private Map<TableIdentifier, List<TopicPartition>> byTable(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.groupingBy(partition -> config.table(partition.topic())));
    }

    private TableSink load(TableIdentifier identifier, Set<String> topics) {
        Table table = table(identifier);
        if (config.addsColumns()) {
            topics.forEach(topic -> ContractColumns.addMissing(table, topic));
        }
        try {
            return new TableSink(
                    table,
                    config.format(),
                    config.limits(),
                    config.unknownRows(),
                    task,
                    TableMetrics.register(connector, task, identifier.name()),
                    deadLetters,
                    System::nanoTime);
        } catch (IllegalArgumentException unsuitable) {
            throw new ConnectException("table " + identifier + ": " + unsuitable.getMessage(), unsuitable);
        }
    }

    private Table table(TableIdentifier identifier) {
        try {
            return catalog.loadTable(identifier);
        } catch (NoSuchTableException absent) {
            throw new ConnectException(
                    "there is no table " + identifier + ": create it first, for none is created here", absent);
        }
    }

    /**
     * Takes the records, and commits what is due.
     *
     * @throws RetriableException while a table does not take its commit: Connect gives the same records again
     */
    @Override
    public void put(Collection<SinkRecord> records) {
        if (readsAgain()) {
            return;
        }
        commitDue();
        if (readsAgain()) {
            return;
        }
        if (sinks.values().stream().anyMatch(TableSink::isHeldBack)) {
            askAgain();
            throw new RetriableException("a commit is to be tried again before more is read");
        }
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            TableSink sink = sinks.get(config.table(partition.topic()));
            if (sink != null) {
                put(sink, partition, record);
            }
            if (readsAgain()) {
                return;
            }
        }
        commitDue();
        var unused = readsAgain();
        askAgain();
    }

    /**
     * Lets go of the records in hand, and of what Connect keeps to give again, when a table goes back: taken now, they would pass for the
     * next ones, and those between would never come. Connect reads every partition again from where its table is.
     */
    private boolean readsAgain() {
        if (!goesBack) {
            return false;
        }
        goesBack = false;
        sinks.values().forEach(sink -> context.offset(sink.next()));
        return true;
    }

    private void put(TableSink sink, TopicPartition partition, SinkRecord record) {
        if (!sink.owns(partition)) {
            return;
        }
        try {
            sink.put(partition, record);
        } catch (TableSink.SchemaChangedException first) {
            commit(sink);
            if (sink.isHeldBack()) {
                throw new RetriableException("a commit is to be tried again before columns change");
            }
            if (!goesBack) {
                sink.put(partition, record);
            }
        } catch (UncheckedIOException full) {
            goBack(sink.rewind(full));
            context.timeout(config.limits().retry().toMillis());
            throw new RetriableException("a file cannot be written: " + rootMessage(full), full);
        }
    }

    private void goBack(Map<TopicPartition, Long> again) {
        context.offset(again);
        goesBack = true;
    }

    private void commitDue() {
        for (TableSink sink : sinks.values()) {
            if (sink.untilDue().isZero()) {
                commit(sink);
            }
        }
    }

    private void commit(TableSink sink) {
        Map<TopicPartition, Long> again = sink.commit();
        if (!again.isEmpty()) {
            goBack(again);
        } else if (!sink.isHeldBack()) {
            context.requestCommit(); // Of the group's offsets, by which others see how far the table is.
        }
        var unused = sink.metrics();
    }

    /** Connect waits for records as long as until its next own commit; ours may be due earlier. */
    private void askAgain() {
        sinks.values().stream()
                .map(TableSink::untilDue)
                .filter(left -> !left.isNegative())
                .min(Duration::compareTo)
                .ifPresent(left -> context.timeout(Math.max(1, left.toMillis())));
    }

    /**
     * With a word, by which it differs from what Connect takes for told once a task has said from where it reads: a task that died between
     * its commit and the telling would else leave the group behind until a record comes.
     */
    static OffsetAndMetadata told(long offset) {
        return new OffsetAndMetadata(offset, "in the table");
    }

    /** What the tables hold is what the group may forget; no more. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> read) {
        commitDue();
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (TopicPartition partition : read.keySet()) {
            TableSink sink = sinks.get(config.table(partition.topic()));
            if (sink != null && sink.committed(partition) > Batch.NOWHERE) {
                committed.put(partition, told(sink.committed(partition)));
            }
        }
        return committed;
    }

    /**
     * What is not committed yet is tried once; another task that has these partitions by now makes it refused. What is not taken goes,
     * with the rows of partitions that stay: those are read again.
     */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        byTable(partitions).forEach((identifier, own) -> {
            TableSink sink = sinks.get(identifier);
            if (sink == null) {
                return;
            }
            Map<TopicPartition, Long> again = new HashMap<>(sink.commit());
            if (sink.hasUncommitted()) {
                again.putAll(sink.rewind());
            }
            again.keySet().removeAll(new HashSet<>(own));
            if (!again.isEmpty()) {
                goBack(again);
            }
            sink.close(own);
        });
    }

    @Override
    public void stop() {
        sinks.values().forEach(sink -> sink.metrics().close());
        sinks.clear();
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException failed) {
                throw new UncheckedIOException("the catalog cannot be closed", failed);
            }
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
