package io.candlelake.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.candlelake.connect.SinkKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** stack.json: written whole and moved into place, so that a reader never sees half of it. */
final class StackFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StackFile() {}

    static Optional<StackState> read(StackDirectory directory) {
        try {
            return Optional.of(parse(directory, JSON.readTree(Files.readAllBytes(directory.stackFile()))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            throw new StackException(
                    "cannot read " + directory.stackFile() + ": delete it if no stack runs there", unreadable);
        }
    }

    static void write(StackState state) {
        Path file = state.directory().stackFile();
        Path fresh = file.resolveSibling("stack.json.new");
        try {
            Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(toJson(state)));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new StackException("cannot write " + file + ": " + unwritable.getMessage(), unwritable);
        }
    }

    static void delete(StackDirectory directory) {
        try {
            Files.deleteIfExists(directory.stackFile());
        } catch (IOException undeletable) {
            throw new StackException("cannot delete " + directory.stackFile(), undeletable);
        }
    }

    private static ObjectNode toJson(StackState state) {
        ObjectNode json = JSON.createObjectNode();
        json.put("lake", state.directory().lake().word());
        json.put("since", state.since().toString());
        json.put("ready", state.ready());
        json.putObject("supervisor")
                .put("pid", state.supervisorPid())
                .put("started_at", state.supervisorStartedAt().toString());
        ObjectNode ports = json.putObject("ports").put("kafka", state.kafkaPort());
        state.connectPort().ifPresent(port -> ports.put("connect", port));
        state.simulatorPort().ifPresent(port -> ports.put("simulator", port));
        json.put("sink", state.sink().label());
        ArrayNode products = json.putArray("products");
        state.products().forEach(products::add);
        ArrayNode processes = json.putArray("processes");
        state.processes().forEach(process -> processes.add(toJson(process)));
        return json;
    }

    private static ObjectNode toJson(ProcessState process) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", process.part().word());
        json.put("pid", process.pid());
        json.put("started_at", process.startedAt().toString());
        json.put("restarts", process.restarts());
        json.put("log", process.log().toString());
        process.port().ifPresent(port -> json.put("port", port));
        return json;
    }

    private static StackState parse(StackDirectory directory, JsonNode json) {
        List<String> products = new ArrayList<>();
        json.path("products").forEach(product -> products.add(product.asText()));
        List<ProcessState> processes = new ArrayList<>();
        json.path("processes").forEach(process -> processes.add(parseProcess(process)));
        JsonNode supervisor = json.required("supervisor");
        return new StackState(
                directory,
                supervisor.required("pid").asLong(),
                Instant.parse(supervisor.required("started_at").asText()),
                Instant.parse(json.required("since").asText()),
                json.path("ready").asBoolean(),
                json.required("ports").required("kafka").asInt(),
                port(json.required("ports"), "connect"),
                port(json.required("ports"), "simulator"),
                // A stack of before there was a choice has Apache's.
                SinkKind.parse(json.path("sink").asText(SinkKind.APACHE.label())),
                products,
                processes);
    }

    private static ProcessState parseProcess(JsonNode json) {
        String name = json.required("name").asText();
        return new ProcessState(
                Arrays.stream(Part.values())
                        .filter(part -> part.word().equals(name))
                        .findFirst()
                        .orElseThrow(),
                json.required("pid").asLong(),
                Instant.parse(json.required("started_at").asText()),
                json.path("restarts").asInt(),
                Path.of(json.required("log").asText()),
                port(json, "port"));
    }

    private static OptionalInt port(JsonNode json, String name) {
        return json.has(name) ? OptionalInt.of(json.get(name).asInt()) : OptionalInt.empty();
    }
}
