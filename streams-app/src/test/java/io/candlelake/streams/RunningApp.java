package io.candlelake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.streams.batch.BatchingClients;
import io.candlelake.streams.metrics.StreamsMetrics;
import io.candlelake.streams.runtime.StreamsRunner;
import io.candlelake.streams.topology.CandleTopology;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.Topology;

/** The streams app as its {@code main} runs it, but in this process, seen through its health port and its exit code. */
final class RunningApp implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = freePort();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StreamsMetrics metrics = new StreamsMetrics(Clock.systemUTC());
    private final StreamsRunner runner;
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    private RunningApp(Map<String, String> environment, UnaryOperator<Topology> change, KafkaClientSupplier clients) {
        Map<String, String> all = new HashMap<>(Map.of("STREAMS_LEAVE_GROUP", "true", "HEALTH_PORT", "" + port));
        all.putAll(environment);
        StreamsSettings settings = StreamsSettings.parse(all);
        runner = new StreamsRunner(
                change.apply(CandleTopology.build(settings.topology(), metrics.counts())),
                settings.toProperties(),
                settings.runtime(),
                metrics,
                clients,
                new PrintStream(said, true, UTF_8));
        Thread thread = new Thread(this::run, "app");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            code.complete(runner.run());
        } catch (InterruptedException | RuntimeException failed) {
            code.completeExceptionally(failed);
        }
    }

    static RunningApp start(Map<String, String> environment) {
        return start(environment, topology -> topology);
    }

    static RunningApp start(Map<String, String> environment, UnaryOperator<Topology> change) {
        return start(environment, change, new BatchingClients());
    }

    static RunningApp start(
            Map<String, String> environment, UnaryOperator<Topology> change, KafkaClientSupplier clients) {
        return new RunningApp(environment, change, clients);
    }

    static Map<String, String> environment(String bootstrapServers, Path stateDirectory) {
        return Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers, "STREAMS_STATE_DIR", stateDirectory.toString());
    }

    boolean isReady() {
        return status("/health/ready") == 200;
    }

    boolean isLive() {
        return status("/health/live") == 200;
    }

    RunningApp awaitReady() throws InterruptedException {
        await("ready", this::isReady);
        return this;
    }

    void await(String what, BooleanSupplier fact) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!fact.getAsBoolean()) {
            assertThat(code).as(() -> "ended early: " + said()).isNotDone();
            assertThat(Instant.now()).as(what + " within 60 s").isBefore(deadline);
            Thread.sleep(50);
        }
    }

    /** The value of a series on the page: {@code metric("ticks_total")}, NaN when it has none. */
    double metric(String series) {
        return page().lines()
                .filter(line -> line.startsWith("candlelake_streams_" + series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    String page() {
        return ask("/metrics").map(HttpResponse::body).orElse("");
    }

    private int status(String path) {
        return ask(path).map(HttpResponse::statusCode).orElse(0);
    }

    /** Empty while nobody listens. */
    private Optional<HttpResponse<String>> ask(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try {
            return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)));
        } catch (IOException nobody) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    int awaitEnd() throws Exception {
        return code.get(60, TimeUnit.SECONDS);
    }

    int stop() throws Exception {
        runner.stop();
        return awaitEnd();
    }

    /** What a user sees on standard error. */
    String said() {
        return said.toString(UTF_8);
    }

    @Override
    public void close() throws Exception {
        runner.stop();
        code.handle((value, failed) -> 0).get(30, TimeUnit.SECONDS);
        metrics.close();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
