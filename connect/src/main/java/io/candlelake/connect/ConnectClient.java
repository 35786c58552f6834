package io.candlelake.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.connect.ConnectorStatus.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Connect worker's REST interface: {@code new ConnectClient(URI.create("http://127.0.0.1:8083")).status("ticks")}.
 *
 * <p>Everything throws {@link WorkerAbsentException} when nobody answers, or not now, and {@link IllegalStateException} when the worker refuses.
 */
public final class ConnectClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int REBALANCING = 409;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI worker;

    /**
     * Connects to nothing yet.
     *
     * @param worker such as {@code http://127.0.0.1:8083}
     */
    public ConnectClient(URI worker) {
        this.worker = worker;
    }

    /** Nobody answers, or the worker is between two assignments: worth asking again. */
    public static final class WorkerAbsentException extends RuntimeException {
        WorkerAbsentException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Whether the worker answers, has read its topics and has joined its group. */
    public boolean ready() {
        try {
            return send("GET", "/health", "").statusCode() == 200;
        } catch (WorkerAbsentException notYet) {
            return false;
        }
    }

    /** The connector's configuration, empty when there is no such connector. */
    public Optional<Map<String, String>> config(String name) {
        HttpResponse<String> response = send("GET", "/connectors/" + name + "/config", "");
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        Map<String, String> config = new HashMap<>();
        read(response)
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        config.remove("name");
        return Optional.of(config);
    }

    /** Creates the connector, or changes it, which restarts its task. */
    public void put(String name, Map<String, String> config) {
        try {
            read(send("PUT", "/connectors/" + name + "/config", JSON.writeValueAsString(config)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("text cannot be written as JSON", impossible);
        }
    }

    /** How the connector and its task are. */
    public ConnectorStatus status(String name) {
        HttpResponse<String> response = send("GET", "/connectors/" + name + "/status", "");
        if (response.statusCode() == NOT_FOUND) {
            return new ConnectorStatus(name, State.ABSENT, List.of());
        }
        JsonNode status = read(response);
        List<ConnectorStatus.Task> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new ConnectorStatus.Task(
                    task.path("id").asInt(), state(task), task.path("trace").asText("")));
        }
        return new ConnectorStatus(name, state(status.path("connector")), tasks);
    }

    private static State state(JsonNode part) {
        return State.valueOf(part.path("state").asText());
    }

    /** Starts again what has failed of the connector, and leaves alone what runs. */
    public void restartFailed(String name) {
        read(send("POST", "/connectors/" + name + "/restart?includeTasks=true&onlyFailed=true", ""));
    }

    /** Its tasks end; its configuration stays. */
    public void stop(String name) {
        order(name, "stop");
    }

    /** One that was stopped or paused runs again; no other is changed. */
    public void resume(String name) {
        order(name, "resume");
    }

    private void order(String name, String what) {
        HttpResponse<String> response = send("PUT", "/connectors/" + name + "/" + what, "");
        if (response.statusCode() / 100 != 2) {
            read(response);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("Connect refuses "
                        + response.request().method() + " " + response.uri().getPath() + ": "
                        + body.path("message").asText(response.body()));
            }
            return body;
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("not a Connect worker's answer: " + response.body(), foreign);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (notYet(response)) {
                throw new WorkerAbsentException(
                        "the Connect worker is starting or rebalancing (HTTP " + response.statusCode() + ")",
                        new IOException(response.body()));
            }
            return response;
        } catch (IOException noAnswer) {
            throw new WorkerAbsentException("no Connect worker answers at " + worker, noAnswer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the Connect worker", stopped);
        }
    }

    /**
     * A worker that starts answers 404 to everything, in HTML or nothing. One without assignment refuses changes with 409, and
     * anything else with 500 because "a rebalance is expected" or its time is up.
     */
    private static boolean notYet(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case NOT_FOUND -> !response.body().contains("error_code");
            case REBALANCING, UNAVAILABLE -> true;
            case FAILED ->
                response.body().contains("timed out") || response.body().contains("rebalance");
            default -> false;
        };
    }
}
