package io.candlelake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as its supervisor sees it. */
class MainTest {
    private final Map<Process, Path> logs = new HashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void helpDescriptionAndBadSettingsHaveTheirExitCodes() throws Exception {
        Process help = start(Map.of(), "--help");
        Process description = start(Map.of(), "--describe");
        Process bad = start(Map.of("STREAM_THREADS", "none", "STREAMS_STATE_DIR", "x"));
        assertThat(exitCode(help)).isZero();
        assertThat(said(help)).contains("Example: KAFKA_BOOTSTRAP_SERVERS=");
        assertThat(exitCode(description)).isZero();
        assertThat(said(description)).startsWith("Topologies:").contains("candlelake-streams-products-changelog");
        assertThat(exitCode(bad)).isEqualTo(2);
        assertThat(said(bad).lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("streams-app: KAFKA_BOOTSTRAP_SERVERS is not set")
                .contains("STREAM_THREADS is 'none'", "--help"));
    }

    @Test
    void sigtermCommitsAndEndsInTimeWithNothingToSay() throws Exception {
        int port = RunningApp.freePort();
        try (TestKafka kafka = TestKafka.start();
                RawTrades trades = new RawTrades(kafka)) {
            Map<String, String> environment = Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "STREAMS_STATE_DIR", directory.resolve("state").toString(),
                    "HEALTH_PORT", Integer.toString(port));
            Process app = start(environment);
            try {
                awaitReady(app, port);
                trades.write("BTC-USD", 1, 20).awaitTicks("BTC-USD", 1, 20);
                long began = System.nanoTime();
                app.destroy();
                assertThat(exitCode(app)).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                assertThat(said(app)).doesNotContain("streams-app:", "WARN", "ERROR");
            } finally {
                app.destroyForcibly();
            }
        }
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.candlelake.streams.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("STREAM") || name.startsWith("KAFKA"));
        builder.environment().putAll(environment);
        Path log = Files.createTempFile(directory, "app", ".log");
        Process process = builder.redirectOutput(log.toFile()).start();
        logs.put(process, log);
        return process;
    }

    private String said(Process process) throws IOException {
        Path log = logs.get(process);
        return log == null ? "" : Files.readString(log, UTF_8);
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void awaitReady(Process app, int port) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!isReady(port)) {
            assertThat(app.isAlive()).as(() -> "it lives").isTrue();
            assertThat(Instant.now()).as(said(app)).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/ready")
                    .toURL()
                    .openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException nobody) {
            return false;
        }
    }
}
