package io.candlelake.lake.keeper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the last audit said: {@code {"time":"2026-11-25T06:00:00Z","result":"proved"}}, the small file that it leaves.
 *
 * @param time when it ended
 * @param proved whether it found everything equal
 */
record LastAudit(Instant time, boolean proved) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty before the first one; of a file that is no such, too. */
    static Optional<LastAudit> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode audit = JSON.readTree(file.toFile());
            return Optional.of(new LastAudit(
                    Instant.parse(audit.path("time").asText()),
                    audit.path("result").asText().equals("proved")));
        } catch (IOException | DateTimeException halfWritten) {
            return Optional.empty();
        }
    }
}
