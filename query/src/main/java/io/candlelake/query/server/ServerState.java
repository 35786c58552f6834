package io.candlelake.query.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What {@code sql.json} says: {@code {"pid":4711,"started_at":"…","port":8483,"version":"483","catalog":"…"}}.
 *
 * @param startedAt of the process: a pid alone may by now be someone else's
 * @param catalog the file that the server reads
 */
record ServerState(long pid, Instant startedAt, int port, String version, String catalog) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The system's start times count from a boot time that moves a little with the clock. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Empty when there is none, or when a crash left half of one. */
    static Optional<ServerState> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            JsonNode json = JSON.readTree(file.toFile());
            return Optional.of(new ServerState(
                    json.path("pid").asLong(),
                    Instant.parse(json.path("started_at").asText()),
                    json.path("port").asInt(),
                    json.path("version").asText(),
                    json.path("catalog").asText()));
        } catch (IOException | DateTimeParseException broken) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        JSON.writeValue(
                half.toFile(),
                JSON.createObjectNode()
                        .put("pid", pid)
                        .put("started_at", startedAt.toString())
                        .put("port", port)
                        .put("version", version)
                        .put("catalog", catalog));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, if it still lives and is the one that was started. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false));
    }
}
