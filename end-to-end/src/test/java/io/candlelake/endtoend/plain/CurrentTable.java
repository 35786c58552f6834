package io.candlelake.endtoend.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * A table as its catalog says it is now: {@code CurrentTable.of(catalogFile, "ticks").files()}.
 *
 * @param metadata the metadata file, as JSON
 */
public record CurrentTable(String name, JsonNode metadata) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Entries of a manifest: 0 stays, 1 is new, 2 is gone. */
    private static final int GONE = 2;

    /** Content of a manifest or a file: 0 rows, otherwise deletes. */
    private static final int ROWS = 0;

    /** A file of rows, and how many its manifest says that there are. */
    public record DataFile(Path path, long rows) {}

    /**
     * The table as it is now.
     *
     * @param catalog SQLite's file: one row for each table, which names its metadata file
     */
    public static CurrentTable of(Path catalog, String name) {
        try {
            return new CurrentTable(
                    name, JSON.readTree(path(location(catalog, name)).toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of the metadata file; changes with each commit. */
    public static String location(Path catalog, String name) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + catalog + "?journal_mode=WAL&busy_timeout=30000");
                PreparedStatement query = connection.prepareStatement(
                        "SELECT metadata_location FROM iceberg_tables WHERE table_name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the catalog " + catalog + " has no table " + name);
                }
                return row.getString(1);
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the catalog " + catalog + " cannot be read", unreadable);
        }
    }

    /** Every table that the catalog has, sorted. */
    public static List<String> names(Path catalog) {
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT table_name FROM iceberg_tables ORDER BY table_name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the catalog " + catalog + " cannot be read", unreadable);
        }
    }

    private static Path path(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location).getPath()) : Path.of(location);
    }

    /** Each column with its type, as the schema that is current has them. */
    public List<Column> columns() {
        int current = metadata.required("current-schema-id").intValue();
        for (JsonNode schema : metadata.required("schemas")) {
            if (schema.required("schema-id").intValue() == current) {
                List<Column> columns = new ArrayList<>();
                schema.required("fields")
                        .forEach(field -> columns.add(new Column(
                                field.required("name").textValue(),
                                field.required("type").textValue())));
                return columns;
            }
        }
        throw new IllegalStateException(name + " has no schema " + current);
    }

    /** The snapshot that is current; empty before the first commit. */
    public Optional<JsonNode> snapshot() {
        JsonNode current = metadata.path("current-snapshot-id");
        for (JsonNode snapshot : metadata.path("snapshots")) {
            if (snapshot.required("snapshot-id").equals(current)) {
                return Optional.of(snapshot);
            }
        }
        return Optional.empty();
    }

    /** A property of the table; empty where it has none. */
    public Optional<String> property(String key) {
        return Optional.ofNullable(metadata.path("properties").path(key).textValue());
    }

    /** All that stand in the table now, each as often as it stands there. */
    public List<DataFile> files() {
        List<DataFile> files = new ArrayList<>();
        snapshot()
                .ifPresent(snapshot -> each(
                        path(snapshot.required("manifest-list").textValue()), manifest -> manifest(manifest, files)));
        return files;
    }

    private void manifest(GenericRecord manifest, List<DataFile> files) {
        if (number(manifest, "content") != ROWS) {
            throw new IllegalStateException(name + " has deletes, which this does not read");
        }
        each(path(manifest.get("manifest_path").toString()), entry -> {
            GenericRecord file = (GenericRecord) entry.get("data_file");
            if (number(entry, "status") != GONE) {
                files.add(new DataFile(path(file.get("file_path").toString()), number(file, "record_count")));
            }
        });
    }

    private static long number(GenericRecord record, String field) {
        return ((Number) record.get(field)).longValue();
    }

    private interface Each {
        void take(GenericRecord record);
    }

    private static void each(Path avro, Each each) {
        File file = avro.toFile();
        try (DataFileReader<GenericRecord> records = new DataFileReader<>(file, new GenericDatumReader<>())) {
            for (GenericRecord record : records) {
                each.take(record);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
