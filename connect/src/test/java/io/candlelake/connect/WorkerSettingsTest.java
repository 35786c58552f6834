package io.candlelake.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsTest {
    private final WorkerSettings settings = new WorkerSettings("127.0.0.1:19092", 8083, Path.of("/plugin"));

    @Test
    void fileHoldsTheProperties(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("worker.properties");
        settings.write(file);
        settings.write(file);

        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        assertThat(Map.copyOf(read)).isEqualTo(settings.properties());
        assertThat(settings.properties())
                .containsEntry("listeners", "http://127.0.0.1:8083")
                .containsEntry("plugin.path", "/plugin")
                .containsEntry("plugin.discovery", "SERVICE_LOAD")
                .containsEntry("offset.flush.interval.ms", "1000");
    }

    @Test
    void commandIsConnectsOwnMainWithTheGivenHeap() {
        assertThat(WorkerSettings.command(
                        Path.of("/java"), List.of("-Xmx512m"), Path.of("/lib"), Path.of("/state/worker.properties")))
                .startsWith("/java")
                .endsWith(
                        "-Xmx512m",
                        "-cp",
                        "/lib/*",
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        "/state/worker.properties");
    }
}
