package io.candlelake.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a part is started and when it is ready.
 *
 * @param part which one
 * @param command of the process itself, such as {@code java -cp ... io.candlelake.broker.Main}
 * @param environment added to this process's own
 * @param log where its output goes
 * @param port where it answers; empty when nowhere
 * @param readiness when others can use it
 */
record Launch(
        Part part,
        List<String> command,
        Map<String, String> environment,
        LogFile log,
        OptionalInt port,
        Readiness readiness) {
    /**
     * In a terminal Ctrl-C goes to every process at once, yet they must end one after the other: so the children ignore it.
     * A JVM leaves a signal ignored that was so when it began.
     */
    private static final List<String> DEAF_TO_CTRL_C = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    ProcessBuilder toProcessBuilder() {
        List<String> words = new ArrayList<>(DEAF_TO_CTRL_C);
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }
}
