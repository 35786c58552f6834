package io.candlelake.benchmarks.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.benchmarks.process.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Statements to the local SQL server by its own protocol, so that its time is measured and no client's start. */
final class SqlSession {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String catalog;

    SqlSession(int port, String catalog) {
        this.port = port;
        this.catalog = catalog;
    }

    /** Milliseconds until the last row. Throws {@link BenchmarkException} when the statement fails. */
    double millis(String statement) throws InterruptedException {
        long begin = System.nanoTime();
        JsonNode answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/statement"))
                .header("X-Trino-User", "benchmark")
                .header("X-Trino-Catalog", catalog)
                .header("X-Trino-Schema", "candlelake")
                .POST(HttpRequest.BodyPublishers.ofString(statement)));
        while (answer.hasNonNull("nextUri")) {
            answer =
                    send(HttpRequest.newBuilder(URI.create(answer.get("nextUri").asText())));
        }
        if (answer.hasNonNull("error")) {
            throw new BenchmarkException(statement + " failed: "
                    + answer.get("error").path("message").asText());
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofMinutes(2)).build(), HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException gone) {
            throw new BenchmarkException("the SQL server does not answer: " + gone.getMessage(), gone);
        }
    }
}
