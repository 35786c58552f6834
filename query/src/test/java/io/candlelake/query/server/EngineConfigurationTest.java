package io.candlelake.query.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.query.engine.Engine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineConfigurationTest {
    private static final SqlSettings SETTINGS =
            SqlSettings.of(Path.of("/lake"), Path.of("/lake/catalog.sqlite"), Path.of("/lake/warehouse"));

    @Test
    void theNewEngineNeedsDriverSchemaVersionAndFileSystem() {
        assertThat(EngineConfiguration.catalog(SETTINGS, Engine.TRINO_483))
                .containsEntry(
                        "iceberg.jdbc-catalog.connection-url",
                        "jdbc:sqlite:/lake/catalog.sqlite?journal_mode=WAL&busy_timeout=30000")
                .containsEntry("iceberg.jdbc-catalog.default-warehouse-dir", "file:///lake/warehouse")
                .containsEntry("iceberg.jdbc-catalog.driver-class", "org.sqlite.JDBC")
                .containsEntry("iceberg.jdbc-catalog.schema-version", "V1")
                .containsEntry("fs.hadoop.enabled", "true");
    }

    @Test
    void theOldEngineGoesThroughTheReleasingDriver() {
        assertThat(EngineConfiguration.catalog(SETTINGS, Engine.TRINO_406))
                .containsEntry(
                        "iceberg.jdbc-catalog.connection-url",
                        "jdbc:released:sqlite:/lake/catalog.sqlite?journal_mode=WAL&busy_timeout=30000")
                .doesNotContainKeys("iceberg.jdbc-catalog.driver-class", "iceberg.jdbc-catalog.schema-version");
    }
}
