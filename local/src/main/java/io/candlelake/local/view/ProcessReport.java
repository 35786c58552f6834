package io.candlelake.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.local.stack.ProcessState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A process at a glance: {@code broker, pid 4711, running since 12:00:01, 312 MB}.
 *
 * @param name of the part
 * @param pid on this machine
 * @param running whether exactly this process is alive
 * @param startedAt its start
 * @param restarts how often it was started again
 * @param memoryBytes resident; empty when the system does not say
 * @param log its log file
 */
record ProcessReport(
        String name, long pid, boolean running, Instant startedAt, int restarts, OptionalLong memoryBytes, Path log) {

    static ProcessReport of(ProcessState process) {
        boolean running = process.isAlive();
        return new ProcessReport(
                process.part().word(),
                process.pid(),
                running,
                process.startedAt(),
                process.restarts(),
                running ? memory(process.pid()) : OptionalLong.empty(),
                process.log());
    }

    /** Linux has a file for it; elsewhere ps is asked. */
    private static OptionalLong memory(long pid) {
        Path file = Path.of("/proc/" + pid + "/status");
        try {
            return Files.isReadable(file) ? residentOf(Files.readString(file, UTF_8)) : askPs(pid);
        } catch (IOException ended) {
            return OptionalLong.empty();
        }
    }

    /** {@code VmRSS:   1234 kB}. */
    static OptionalLong residentOf(String status) {
        return kibibytes(status.lines().filter(line -> line.startsWith("VmRSS:")));
    }

    private static OptionalLong askPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        return kibibytes(new String(ps.getInputStream().readAllBytes(), UTF_8).lines());
    }

    private static OptionalLong kibibytes(Stream<String> lines) {
        return lines.map(line -> line.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(digits -> Long.parseLong(digits) * 1_024)
                .findFirst();
    }
}
