package io.candlelake.connect.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** The connector's configuration; {@link #DEFINITION} documents each key. */
final class LakeSinkConfig extends AbstractConfig {
    static final String CATALOG = "iceberg.catalog";
    static final String CATALOG_PREFIX = "iceberg.catalog.";
    static final String NAMESPACE = "table.namespace";
    static final String TABLES = "topic.to.table";
    static final String FORMAT = "record.format";
    static final String EVOLUTION = "schema.evolution";
    static final String UNKNOWN_ROWS = "unknown.rows";
    static final String INTERVAL = "commit.interval.ms";
    static final String MOST_ROWS = "commit.max.rows";
    static final String RETRY = "commit.retry.ms";
    static final String PATIENCE = "commit.timeout.ms";
    static final String TARGET_BYTES = "file.target.bytes";
    static final String MOST_OPEN = "file.max.open";

    /** Added by the connector to the configuration of each task. */
    static final String TASK = "task.id";

    private static final String CONVERTER = "value.converter";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String TOLERANCE = "errors.tolerance";
    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    CATALOG,
                    ConfigDef.Type.STRING,
                    "candlelake",
                    new ConfigDef.NonEmptyString(),
                    HIGH,
                    "The catalog's name; a JDBC catalog shows only tables of its own name. Keys that begin with "
                            + CATALOG_PREFIX
                            + " are the catalog's properties by Iceberg's names, at least one of them, such as "
                            + CATALOG_PREFIX + "type=glue, " + CATALOG_PREFIX + "uri, " + CATALOG_PREFIX + "warehouse, "
                            + CATALOG_PREFIX + "io-impl.")
            .define(
                    NAMESPACE,
                    ConfigDef.Type.STRING,
                    "candlelake",
                    new ConfigDef.NonEmptyString(),
                    HIGH,
                    "Database, or namespace, of the tables. A topic's table has the topic's name, but for " + TABLES
                            + ".")
            .define(
                    TABLES,
                    ConfigDef.Type.LIST,
                    "",
                    new Pairs(),
                    MEDIUM,
                    "Topics whose table has another name, as topic:namespace.table joined by commas, such as"
                            + " ticks:market.ticks_2026. Every table must be there: none is created.")
            .define(
                    FORMAT,
                    ConfigDef.Type.STRING,
                    "json",
                    ValidString.in("json", "json_lenient", "raw"),
                    HIGH,
                    "What a record is. json: one JSON object with a field for each column; a field without a column makes the"
                            + " record unwritable. json_lenient: such fields are left out. raw: the value's bytes and the"
                            + " headers of raw_messages. All need value.converter (raw: header.converter too)"
                            + " org.apache.kafka.connect.converters.ByteArrayConverter.")
            .define(
                    EVOLUTION,
                    ConfigDef.Type.STRING,
                    "none",
                    ValidString.in("none", "contract"),
                    MEDIUM,
                    "What happens to a table's columns. none: they are as they are; one that somebody else adds is written from then"
                            + " on. contract: at its start a task adds the columns that Candlelake's contract declares for the topic"
                            + " and the table lacks, if they may be null. No column is ever removed or altered.")
            .define(
                    UNKNOWN_ROWS,
                    ConfigDef.Type.STRING,
                    "refuse",
                    ValidString.in("refuse", "keep"),
                    LOW,
                    "What to do with a table that holds rows of which no sink says from which records they are. refuse: the task"
                            + " fails, for its records may be among them. keep: all records are added to them. Rows of Apache's"
                            + " sink, and a table that was handed to it, are always refused.")
            .define(
                    INTERVAL,
                    ConfigDef.Type.LONG,
                    60_000L,
                    between(50, 3_600_000),
                    HIGH,
                    "Milliseconds from the oldest uncommitted record to its commit: how fresh the table is. Each commit makes"
                            + " at least one file for each partition value and task, and a snapshot, 1 kB of the table's metadata:"
                            + " a week of snapshots is 10 MB at a minute, and not to be had at a second.")
            .define(
                    MOST_ROWS,
                    ConfigDef.Type.LONG,
                    1_000_000L,
                    atLeast(1),
                    MEDIUM,
                    "A commit is made earlier at so many rows.")
            .define(
                    TARGET_BYTES,
                    ConfigDef.Type.LONG,
                    134_217_728L,
                    atLeast(1_048_576),
                    MEDIUM,
                    "A file of that size is closed, and another opened.")
            .define(
                    MOST_OPEN,
                    ConfigDef.Type.INT,
                    64,
                    between(1, 10_000),
                    LOW,
                    "Files that are open at a time, one for each partition value of the rows. Of more, the one longest without"
                            + " a row is closed. Each holds some megabytes of memory.")
            .define(
                    RETRY,
                    ConfigDef.Type.LONG,
                    500L,
                    between(10, 60_000),
                    LOW,
                    "Milliseconds before a commit is tried again that the catalog did not take; longer after each time.")
            .define(
                    PATIENCE,
                    ConfigDef.Type.LONG,
                    300_000L,
                    atLeast(1_000),
                    MEDIUM,
                    "A table that takes no commit for so many milliseconds makes the task fail. Nothing is lost: it reads"
                            + " again from the table's offsets when it is restarted.");

    private final Map<String, TableIdentifier> tableOfTopic = new HashMap<>();

    /** Throws {@link ConfigException} with all that is wrong in one line. */
    LakeSinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        Map<String, String> problems = problems(properties);
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("; ", problems.values()));
        }
    }

    /** What is wrong between several keys, by the key that is to be mended. */
    static Map<String, String> problems(Map<String, String> properties) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (properties.keySet().stream().noneMatch(key -> key.startsWith(CATALOG_PREFIX))) {
            problems.put(
                    CATALOG,
                    "no key begins with " + CATALOG_PREFIX + ": the catalog is needed, such as " + CATALOG_PREFIX
                            + "type=glue and " + CATALOG_PREFIX + "warehouse=s3://bucket/warehouse");
        }
        if (!properties.getOrDefault(CONVERTER, BYTES).equals(BYTES)) {
            problems.put(CONVERTER, CONVERTER + " must be " + BYTES + ", for the sink reads the bytes itself");
        }
        if (properties.getOrDefault(TOLERANCE, "none").equals("all")
                && properties.getOrDefault(DEAD_LETTERS, "").isBlank()) {
            problems.put(
                    DEAD_LETTERS,
                    TOLERANCE + " is all, but " + DEAD_LETTERS
                            + " is not set: records that are no row would vanish. Set it, or " + TOLERANCE + "=none");
        }
        return problems;
    }

    /** Of the form {@code topic:namespace.table}, each. */
    private static final class Pairs implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, Object value) {
            for (Object pair : (List<?>) value) {
                String text = String.valueOf(pair);
                int colon = text.indexOf(':');
                if (colon < 1 || text.indexOf('.', colon) < colon + 2 || text.endsWith(".")) {
                    throw new ConfigException(name, text, "not of the form topic:namespace.table");
                }
            }
        }

        @Override
        public String toString() {
            return "topic:namespace.table, joined by commas";
        }
    }

    /** By Iceberg's names: type, uri, warehouse, io-impl and so on. */
    Map<String, String> catalog() {
        Map<String, String> properties = new HashMap<>();
        originalsWithPrefix(CATALOG_PREFIX).forEach((name, value) -> properties.put(name, String.valueOf(value)));
        return properties;
    }

    /** The table of a topic. Asked for every record. */
    TableIdentifier table(String topic) {
        return tableOfTopic.computeIfAbsent(topic, this::parsedTable);
    }

    private TableIdentifier parsedTable(String topic) {
        TableIdentifier named = tables().get(topic);
        return named != null ? named : TableIdentifier.parse(getString(NAMESPACE) + "." + topic);
    }

    private Map<String, TableIdentifier> tables() {
        Map<String, TableIdentifier> tables = new HashMap<>();
        for (String pair : getList(TABLES)) {
            int colon = pair.indexOf(':');
            tables.put(
                    pair.substring(0, colon).strip(),
                    TableIdentifier.parse(pair.substring(colon + 1).strip()));
        }
        return tables;
    }

    boolean addsColumns() {
        return getString(EVOLUTION).equals("contract");
    }

    UnknownRows unknownRows() {
        return UnknownRows.valueOf(getString(UNKNOWN_ROWS).toUpperCase(Locale.ROOT));
    }

    RowFormat format() {
        return RowFormat.valueOf(getString(FORMAT).toUpperCase(Locale.ROOT));
    }

    FileLimits limits() {
        return new FileLimits(
                Duration.ofMillis(getLong(INTERVAL)),
                getLong(MOST_ROWS),
                getLong(TARGET_BYTES),
                getInt(MOST_OPEN),
                Duration.ofMillis(getLong(RETRY)),
                Duration.ofMillis(getLong(PATIENCE)));
    }
}
