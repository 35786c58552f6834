package io.candlelake.lake.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the last audit said: {@code {"time":"2026-11-25T06:00:00Z","result":"proved"}}, the small file that it leaves.
 *
 * @param time when it ended
 * @param proved whether it found everything equal
 */
public record LastAudit(Instant time, boolean proved) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROVED = "proved";

    /** Empty before the first one; of a file that is no such, too. */
    public static Optional<LastAudit> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode audit = JSON.readTree(file.toFile());
            return Optional.of(new LastAudit(
                    Instant.parse(audit.path("time").asText()),
                    audit.path("result").asText().equals(PROVED)));
        } catch (IOException | DateTimeException halfWritten) {
            return Optional.empty();
        }
    }

    /** Whole or not at all. */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            JSON.writeValue(part.toFile(), Map.of("time", time.toString(), "result", proved ? PROVED : "not proved"));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("what the audit said cannot be written to " + file, unwritable);
        }
    }
}
