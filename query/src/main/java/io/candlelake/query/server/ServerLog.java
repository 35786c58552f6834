package io.candlelake.query.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The end of the server's log, for the one line that says why it died. */
final class ServerLog {
    private ServerLog() {}

    /** {@code java.net.BindException: Address already in use}. */
    static boolean saysThatThePortIsTaken(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains("Address already in use"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    static String lastWords(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("at "))
                    .toList();
            return lines.stream()
                            .filter(line -> line.contains("Caused by") || line.startsWith("Error"))
                            .reduce((first, second) -> second)
                            .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1))
                    + " (more in " + log + ")";
        } catch (IOException unreadable) {
            return "no log at " + log;
        }
    }
}
