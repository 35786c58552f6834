package io.candlelake.query.server;

import io.candlelake.query.engine.Engine;
import io.candlelake.query.engine.EngineFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Trino's configuration files for one lake, as a production server has them: {@code etc/config.properties} and so on. */
final class EngineConfiguration {
    private EngineConfiguration() {}

    /** Writes them below {@code sql/etc} and returns that folder. */
    static Path write(SqlSettings settings, Engine engine, EngineFolder folder, int port) throws IOException {
        Path etc = settings.stateDirectory().resolve("sql/etc");
        store(etc.resolve("config.properties"), server(engine, folder, port, etc));
        store(etc.resolve("catalog").resolve(SqlServer.CATALOG + ".properties"), catalog(settings, engine));
        store(
                etc.resolve("log.properties"),
                Map.of("io.trino", "WARN", "io.airlift", "WARN", "org", "WARN", "io.trino.server.Server", "INFO"));
        return etc;
    }

    static Map<String, String> server(Engine engine, EngineFolder folder, int port, Path etc) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("coordinator", "true");
        keys.put("node-scheduler.include-coordinator", "true");
        keys.put("http-server.http.port", Integer.toString(port));
        keys.put("discovery.uri", "http://" + SqlServer.HOST + ":" + port);
        keys.put("plugin.dir", folder.plugins().toString());
        keys.put("catalog.config-dir", etc.resolve("catalog").toString());
        // Of a heap of 1 GB: one user, so one query may have half.
        keys.put("query.max-memory", "512MB");
        keys.put("query.max-memory-per-node", "512MB");
        keys.put("memory.heap-headroom-per-node", "256MB");
        if (engine == Engine.TRINO_406) {
            // Static catalogs wait for their node to be discovered: 4 to 7 s of "No nodes available to run query".
            keys.put("catalog.management", "dynamic");
        }
        return keys;
    }

    static Map<String, String> catalog(SqlSettings settings, Engine engine) {
        String sqlite = "sqlite:" + settings.catalog() + "?journal_mode=WAL&busy_timeout=30000";
        Map<String, String> keys = new TreeMap<>();
        keys.put("connector.name", "iceberg");
        keys.put("iceberg.catalog.type", "jdbc");
        keys.put("iceberg.jdbc-catalog.catalog-name", "candlelake");
        keys.put("iceberg.jdbc-catalog.default-warehouse-dir", "file://" + settings.warehouse());
        switch (engine) {
            case TRINO_406 -> {
                // The driver wrapper that io.candlelake.query.engine puts on the plugin's class path; it says why.
                keys.put("iceberg.jdbc-catalog.connection-url", "jdbc:released:" + sqlite);
                // Nothing ends the promised time travel sooner, neither VACUUM nor Trino's own statement.
                keys.put("iceberg.expire_snapshots.min-retention", "7d");
            }
            case TRINO_483 -> {
                keys.put("iceberg.jdbc-catalog.connection-url", "jdbc:" + sqlite);
                keys.put("iceberg.jdbc-catalog.driver-class", "org.sqlite.JDBC");
                keys.put("iceberg.jdbc-catalog.schema-version", "V1");
                keys.put("iceberg.expire-snapshots.min-retention", "7d");
                keys.put("fs.hadoop.enabled", "true");
            }
        }
        return keys;
    }

    private static void store(Path file, Map<String, String> keys) throws IOException {
        Files.createDirectories(file.getParent());
        Properties properties = new Properties();
        properties.putAll(keys);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "Written at each start of the SQL server");
        }
    }
}
