package io.candlelake.contract.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void eachQuestionIsAskedAnew() throws Exception {
        AtomicBoolean live = new AtomicBoolean(true);
        AtomicBoolean ready = new AtomicBoolean();
        try (HealthServer health = HealthServer.start(0, live::get, ready::get)) {
            assertThat(get(health, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(health, "/health/ready").statusCode()).isEqualTo(503);
            live.set(false);
            ready.set(true);
            assertThat(get(health, "/health/live").statusCode()).isEqualTo(503);
            assertThat(get(health, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void pageIsMadeForWhoeverAsks() throws Exception {
        AtomicInteger scrapes = new AtomicInteger();
        try (HealthServer health = HealthServer.start(0, () -> true, () -> true)) {
            assertThat(get(health, "/metrics").statusCode()).isEqualTo(404);
            health.serve(
                    "/metrics",
                    "text/plain; version=0.0.4",
                    () -> "scrapes_total " + scrapes.incrementAndGet() + " µ\n");

            assertThat(get(health, "/metrics").body()).isEqualTo("scrapes_total 1 µ\n");
            HttpResponse<String> second = get(health, "/metrics");
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.body()).isEqualTo("scrapes_total 2 µ\n");
            assertThat(second.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4");
        }
    }

    private HttpResponse<String> get(HealthServer health, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
