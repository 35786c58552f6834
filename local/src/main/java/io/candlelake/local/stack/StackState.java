package io.candlelake.local.stack;

import io.candlelake.connect.SinkKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What runs, as stack.json has it: {@code StackDirectory.of(data, lake).running()} reads it.
 *
 * @param directory whose stack
 * @param supervisorPid the process that started the others and watches them
 * @param supervisorStartedAt its start, as the operating system tells it
 * @param since when the stack was ready; before that, when it began to start
 * @param ready whether everything asked for answered once
 * @param kafkaPort the broker's, on loopback
 * @param connectPort the Connect worker's REST, on loopback; empty when the stack has no worker
 * @param simulatorPort the simulator's, on loopback; empty when the stack has none
 * @param sink which connectors fill the tables, if there is a worker
 * @param products that the producer subscribes to; empty without a producer
 * @param processes in the order of their start
 */
public record StackState(
        StackDirectory directory,
        long supervisorPid,
        Instant supervisorStartedAt,
        Instant since,
        boolean ready,
        int kafkaPort,
        OptionalInt connectPort,
        OptionalInt simulatorPort,
        SinkKind sink,
        List<String> products,
        List<ProcessState> processes) {
    public StackState {
        products = List.copyOf(products);
        processes = List.copyOf(processes);
    }

    /** Empty when there is no stack.json. Throws {@link StackException} when it cannot be read as one. */
    public static Optional<StackState> read(StackDirectory directory) {
        return StackFile.read(directory);
    }

    /** Whether the supervisor that wrote this lives: its pid and its start time. */
    public boolean isRunning() {
        return ProcessState.isAlive(supervisorPid, supervisorStartedAt);
    }

    /** {@code 127.0.0.1:19092}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** {@code http://127.0.0.1:18083}. */
    public Optional<String> connectUrl() {
        return url(connectPort);
    }

    /** {@code http://127.0.0.1:18090}. */
    public Optional<String> simulatorUrl() {
        return url(simulatorPort);
    }

    private static Optional<String> url(OptionalInt port) {
        return port.isPresent() ? Optional.of("http://127.0.0.1:" + port.getAsInt()) : Optional.empty();
    }

    /** Empty when the stack has no such process. */
    public Optional<ProcessState> process(Part part) {
        return processes.stream().filter(process -> process.part() == part).findFirst();
    }
}
