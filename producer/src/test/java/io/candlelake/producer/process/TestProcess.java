package io.candlelake.producer.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM of a test's own, with the test's class path: to be killed, to be refused something, or for another environment. */
public record TestProcess(Class<?> main, List<String> options, Map<String, String> environment, String before) {
    /** With nothing but its class path. */
    public static TestProcess of(Class<?> main) {
        return new TestProcess(main, List.of(), Map.of(), "true");
    }

    /** With options of the JVM. */
    public TestProcess with(String... more) {
        return new TestProcess(main, List.of(more), environment, before);
    }

    /** With more variables. */
    public TestProcess in(Map<String, String> variables) {
        return new TestProcess(main, options, variables, before);
    }

    /** After a command of the shell that holds for the process: {@code ulimit -f 100}. */
    public TestProcess after(String command) {
        return new TestProcess(main, options, environment, command);
    }

    /** Both streams in one. */
    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", before + "; exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
