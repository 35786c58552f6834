package io.candlelake.endtoend.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.candlelake.endtoend.command.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Connect's own interface, of one worker: {@code new ConnectRest(URI.create("http://127.0.0.1:8083")).states()}. */
record ConnectRest(URI worker) {
    private static final int REBALANCING = 409;
    private static final int FAILED = 500;
    private static final int TRIES = 60;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    List<String> connectors() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        read(send("GET", "/connectors", "")).forEach(name -> names.add(name.textValue()));
        return names;
    }

    /** Its configuration, but for what is changed; its tasks start again. */
    void change(String connector, Consumer<ObjectNode> change) throws IOException, InterruptedException {
        String path = "/connectors/" + connector + "/config";
        ObjectNode config = (ObjectNode) read(patiently("GET", path, ""));
        change.accept(config);
        read(patiently("PUT", path, config.toString()));
    }

    /** A worker without assignment refuses changes with 409, and anything else with 500 because "a rebalance is expected". */
    private HttpResponse<String> patiently(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        for (int again = 0; isRebalancing(answer) && again < TRIES; again++) {
            Thread.sleep(500);
            answer = send(method, path, body);
        }
        return answer;
    }

    private static boolean isRebalancing(HttpResponse<String> answer) {
        return answer.statusCode() == REBALANCING
                || (answer.statusCode() == FAILED && answer.body().contains("rebalance"));
    }

    void awaitAllRun(Duration patience) throws InterruptedException {
        Waiting.until(patience, () -> "every task runs: " + statesOrNothing(), () -> states().map(ConnectRest::allRun)
                .orElse(false));
    }

    private String statesOrNothing() {
        return states().map(JsonNode::toString).orElse("no answer");
    }

    private static boolean allRun(JsonNode states) {
        for (JsonNode connector : states) {
            JsonNode status = connector.path("status");
            JsonNode tasks = status.path("tasks");
            if (tasks.isEmpty() || !isRunning(status.path("connector"))) {
                return false;
            }
            for (JsonNode task : tasks) {
                if (!isRunning(task)) {
                    return false;
                }
            }
        }
        return !states.isEmpty();
    }

    private static boolean isRunning(JsonNode part) {
        return part.path("state").asText().equals("RUNNING");
    }

    /** {@code {"ticks":{"status":{"connector":{"state":"RUNNING"},"tasks":[{"id":0,"state":"FAILED","trace":"..."}]}}}}; empty when it does not answer now. */
    Optional<JsonNode> states() {
        try {
            HttpResponse<String> answer = send("GET", "/connectors?expand=status", "");
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException notNow) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    List<String> restartFailed() {
        List<String> failed = new ArrayList<>();
        states().ifPresent(states -> {
            for (Map.Entry<String, JsonNode> connector : states.properties()) {
                restartFailed(connector.getKey(), connector.getValue().path("status"), failed);
            }
        });
        return failed;
    }

    private void restartFailed(String name, JsonNode status, List<String> failed) {
        List<String> here = new ArrayList<>();
        if (status.path("connector").path("state").asText().equals("FAILED")) {
            here.add(name + ": " + cause(status.path("connector")));
        }
        for (JsonNode task : status.path("tasks")) {
            if (task.path("state").asText().equals("FAILED")) {
                here.add(name + "-" + task.path("id").asInt() + ": " + cause(task));
            }
        }
        if (here.isEmpty()) {
            return;
        }
        try {
            if (send("POST", "/connectors/" + name + "/restart?includeTasks=true&onlyFailed=true", "")
                                    .statusCode()
                            / 100
                    == 2) {
                failed.addAll(here);
            }
        } catch (IOException notNow) {
            // Asked again with the next round: it is still failed then.
            return;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The innermost cause's line. */
    private static String cause(JsonNode part) {
        List<String> lines = part.path("trace").asText().lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith("Caused by:"))
                .reduce((outer, inner) -> inner)
                .orElse(lines.isEmpty() ? "no reason given" : lines.get(0));
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HTTP.send(
                HttpRequest.newBuilder(worker.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
