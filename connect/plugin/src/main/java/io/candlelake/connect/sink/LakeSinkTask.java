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
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task: hands each record to its table's {@link TableSink}, and tells Connect from where to read. */
public final class LakeSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(LakeSinkTask.class);

    private final Map<TableIdentifier, TableSink> sinks = new LinkedHashMap<>();
    private LakeSinkConfig config;
    private String connector = "";
    private int task;
    private Catalog catalog;
    private @Nullable ErrantRecordReporter deadLetters;

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
        deadLetters = context.errantRecordReporter(); // Connect has one when errors.tolerance=all
        try {
            catalog = CatalogUtil.buildIcebergCatalog("candlelake", config.catalog(), null);
        } catch (RuntimeException broken) {
            throw new ConnectException(
                    "the catalog " + config.catalog().getOrDefault("uri", "") + " cannot be opened: "
                            + rootMessage(broken),
                    broken);
        }
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        byTable(partitions).forEach((table, own) -> context.offset(sink(table).open(own)));
    }

    private Map<TableIdentifier, List<TopicPartition>> byTable(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.groupingBy(partition -> config.table(partition.topic())));
    }

    private TableSink sink(TableIdentifier identifier) {
        return sinks.computeIfAbsent(identifier, this::load);
    }

    private TableSink load(TableIdentifier identifier) {
        Table table;
        try {
            table = catalog.loadTable(identifier);
        } catch (NoSuchTableException absent) {
            throw new ConnectException(
                    "there is no table " + identifier + ": create it first, for none is created here", absent);
        }
        try {
            return new TableSink(
                    table,
                    config.format(),
                    config.limits(),
                    task,
                    TableMetrics.register(connector, task, identifier.name()),
                    this::unwritable,
                    System::nanoTime);
        } catch (IllegalArgumentException unsuitable) {
            throw new ConnectException("table " + identifier + ": " + unsuitable.getMessage(), unsuitable);
        }
    }

    /** Nothing is dropped in silence: to the dead letter queue where Connect has one, else the task stops. */
    private void unwritable(SinkRecord record, UnwritableRecordException why) {
        DataException named =
                new DataException("topic " + record.originalTopic() + ", partition " + record.originalKafkaPartition()
                        + ", offset " + record.originalKafkaOffset() + ": " + why.getMessage());
        if (deadLetters == null) {
            throw named;
        }
        try {
            deadLetters.report(record, named).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ConnectException("stopped while a record went to the dead letter queue", stopped);
        } catch (java.util.concurrent.ExecutionException refused) {
            throw new ConnectException("the dead letter queue did not take a record", refused);
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
            put(sink(config.table(partition.topic())), partition, record);
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
            rewind(sink, full);
            context.timeout(config.limits().retry().toMillis());
            throw new RetriableException("a file cannot be written: " + rootMessage(full), full);
        }
    }

    private void rewind(TableSink sink, UncheckedIOException full) {
        LOG.warn("a file cannot be written ({}): reading again from the table's offsets", rootMessage(full));
        context.offset(sink.rewind());
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
        try {
            Map<TopicPartition, Long> again = sink.commit();
            if (!again.isEmpty()) {
                context.offset(again);
                goesBack = true;
            }
        } catch (UncheckedIOException full) {
            rewind(sink, full);
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

    /** What the tables hold is what the group may forget; no more. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> read) {
        for (TableSink sink : sinks.values()) {
            if (sink.hasUncommitted()) {
                commit(sink);
            }
        }
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (TopicPartition partition : read.keySet()) {
            TableSink sink = sinks.get(config.table(partition.topic()));
            if (sink != null && sink.committed(partition) > Batch.NOWHERE) {
                committed.put(partition, new OffsetAndMetadata(sink.committed(partition)));
            }
        }
        return committed;
    }

    /** What is not committed of a table goes, with the rows of partitions that stay: those are read again. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        byTable(partitions).forEach((identifier, own) -> {
            TableSink sink = sinks.get(identifier);
            if (sink == null) {
                return;
            }
            if (sink.hasUncommitted()) {
                Map<TopicPartition, Long> again = new HashMap<>(sink.rewind());
                Set<TopicPartition> gone = new HashSet<>(own);
                again.keySet().removeAll(gone);
                if (!again.isEmpty()) {
                    context.offset(again);
                    goesBack = true;
                }
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
