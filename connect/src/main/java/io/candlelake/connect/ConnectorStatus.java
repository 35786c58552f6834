package io.candlelake.connect;

import java.util.List;

/**
 * What Connect says of one connector: {@code ticks RUNNING, task 0 FAILED}.
 *
 * @param name of the connector
 * @param state of the connector itself
 * @param tasks empty before the first assignment
 */
public record ConnectorStatus(String name, State state, List<Task> tasks) {

    /** Connect's own words, and ABSENT for a connector it does not know. */
    public enum State {
        UNASSIGNED,
        RUNNING,
        PAUSED,
        FAILED,
        RESTARTING,
        STOPPED,
        DESTROYED,
        ABSENT
    }

    /**
     * The part that works.
     *
     * @param trace the failure's stack trace; empty unless FAILED
     */
    public record Task(int id, State state, String trace) {
        /** The trace's causes in one line, from the sink's own words (which record) to the root (what of it). */
        public String cause() {
            List<String> causes = trace.lines()
                    .filter(line -> line.startsWith("Caused by: "))
                    .map(line -> line.substring("Caused by: ".length()))
                    .toList();
            return causes.isEmpty() ? trace.lines().findFirst().orElse("") : String.join(": ", causes);
        }
    }

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /** The connector and its task. */
    public boolean running() {
        return state == State.RUNNING
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state() == State.RUNNING);
    }

    /** The connector or a task. */
    public boolean failed() {
        return state == State.FAILED || tasks.stream().anyMatch(task -> task.state() == State.FAILED);
    }
}
