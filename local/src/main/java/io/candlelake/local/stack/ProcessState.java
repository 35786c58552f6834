package io.candlelake.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One process as stack.json has it: {@code broker, pid 4711, started 12:00:01, logs/broker.log}.
 *
 * @param part which one
 * @param pid on this machine
 * @param startedAt as the operating system tells it, so that a pid that was given to another process is not taken for ours
 * @param restarts how often it was started again since the stack was
 * @param log its log file
 * @param port where it answers: the broker for clients, Connect's REST, the simulator's market, the health of the others
 */
public record ProcessState(Part part, long pid, Instant startedAt, int restarts, Path log, OptionalInt port) {
    /** Start times are derived from the boot time, which a corrected clock moves a little. */
    private static final Duration SAME_START = Duration.ofSeconds(3);

    /** Whether exactly this process is alive: its pid and its start time. */
    public boolean isAlive() {
        return isAlive(pid, startedAt);
    }

    static boolean isAlive(long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .filter(start -> Duration.between(start, startedAt).abs().compareTo(SAME_START) < 0)
                .isPresent();
    }
}
