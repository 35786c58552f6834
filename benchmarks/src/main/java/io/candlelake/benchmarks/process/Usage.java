package io.candlelake.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used so far: {@code 12.3 s of CPU, at most 512 MiB resident}.
 *
 * @param cpu user and system time of all its threads
 * @param peakResidentBytes the most memory that it held; 0 where the system does not say, which is anywhere but on Linux
 */
public record Usage(Duration cpu, long peakResidentBytes) {
    /** Of a process that lives. */
    static Usage of(ProcessHandle process) {
        return new Usage(process.info().totalCpuDuration().orElse(Duration.ZERO), peakResident(process.pid()));
    }

    private static long peakResident(long pid) {
        try {
            return status(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException notLinuxOrGone) {
            return 0;
        }
    }

    /** Of {@code VmHWM:     123456 kB}. */
    private static long status(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElse(0);
    }
}
