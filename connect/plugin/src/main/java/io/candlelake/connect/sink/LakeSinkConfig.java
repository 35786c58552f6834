package io.candlelake.connect.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** The connector's configuration; {@link #DEFINITION} documents each key. */
final class LakeSinkConfig extends AbstractConfig {
    static final String CATALOG_PREFIX = "iceberg.catalog.";
    static final String NAMESPACE = "table.namespace";
    static final String TABLES = "topic.to.table";
    static final String FORMAT = "record.format";
    static final String INTERVAL = "commit.interval.ms";
    static final String MOST_ROWS = "commit.max.rows";
    static final String RETRY = "commit.retry.ms";
    static final String PATIENCE = "commit.timeout.ms";
    static final String TARGET_BYTES = "file.target.bytes";
    static final String MOST_OPEN = "file.max.open";

    /** Added by the connector to the configuration of each task. */
    static final String TASK = "task.id";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    NAMESPACE,
                    ConfigDef.Type.STRING,
                    "candlelake",
                    HIGH,
                    "Database, or namespace, of the tables. A topic's table has the topic's name, but for " + TABLES
                            + ".")
            .define(
                    TABLES,
                    ConfigDef.Type.LIST,
                    "",
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
                    INTERVAL,
                    ConfigDef.Type.LONG,
                    1_000L,
                    between(50, 3_600_000),
                    HIGH,
                    "Milliseconds from the oldest uncommitted record to its commit: how fresh the table is. Each commit makes"
                            + " at least one file for each partition value and task.")
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

    LakeSinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        if (catalog().isEmpty()) {
            throw new ConfigException("no key begins with " + CATALOG_PREFIX + ": the catalog is needed, such as "
                    + CATALOG_PREFIX + "type=glue and " + CATALOG_PREFIX + "warehouse=s3://bucket/warehouse");
        }
        tables();
    }

    /** By Iceberg's names: type, uri, warehouse, io-impl and so on. */
    Map<String, String> catalog() {
        Map<String, String> properties = new HashMap<>();
        originalsWithPrefix(CATALOG_PREFIX).forEach((name, value) -> properties.put(name, String.valueOf(value)));
        return properties;
    }

    /** The table of a topic. */
    TableIdentifier table(String topic) {
        TableIdentifier named = tables().get(topic);
        return named != null ? named : TableIdentifier.parse(getString(NAMESPACE) + "." + topic);
    }

    private Map<String, TableIdentifier> tables() {
        Map<String, TableIdentifier> tables = new HashMap<>();
        for (String pair : getList(TABLES)) {
            int colon = pair.indexOf(':');
            if (colon < 1 || colon == pair.length() - 1 || pair.indexOf('.', colon) < 0) {
                throw new ConfigException(TABLES, pair, "not of the form topic:namespace.table");
            }
            tables.put(
                    pair.substring(0, colon).strip(),
                    TableIdentifier.parse(pair.substring(colon + 1).strip()));
        }
        return tables;
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
