package io.candlelake.query.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One lake's SQL server: {@code SqlSettings.of(data, data.resolve("catalog.sqlite"), data.resolve("warehouse"))}.
 *
 * @param stateDirectory holds {@code sql.json}, {@code sql/} (its configuration) and {@code logs/sql.log}
 * @param catalog the SQLite file of Iceberg's JDBC catalog
 * @param warehouse the folder of its tables
 * @param preferredPort taken when free, else any free one
 * @param idle without a query for so long the server ends itself
 * @param environment where CANDLELAKE_CACHE, CANDLELAKE_JAVA25 and CANDLELAKE_SQL_ENGINE are looked up
 */
public record SqlSettings(
        Path stateDirectory,
        Path catalog,
        Path warehouse,
        int preferredPort,
        Duration idle,
        Map<String, String> environment) {
    private static final int PREFERRED_PORT = 8483;
    private static final Duration IDLE = Duration.ofMinutes(30);

    public SqlSettings {
        stateDirectory = stateDirectory.toAbsolutePath().normalize();
        catalog = catalog.toAbsolutePath().normalize();
        warehouse = warehouse.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    public static SqlSettings of(Path stateDirectory, Path catalog, Path warehouse) {
        return new SqlSettings(stateDirectory, catalog, warehouse, PREFERRED_PORT, IDLE, System.getenv());
    }

    Path stateFile() {
        return stateDirectory.resolve("sql.json");
    }

    Path log() {
        return stateDirectory.resolve("logs/sql.log");
    }
}
