package io.candlelake.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Java process to be: {@code new Launch("broker", classPath, "io.candlelake.broker.Main").withHeap(1024).with("BROKER_PORT",
 * "19092")}.
 *
 * @param name of its log
 * @param classPath for {@code java -cp}
 * @param mainAndArguments what runs
 * @param heapMegabytes most that the heap gets
 * @param options other options of the JVM
 * @param environment variables besides those that we have
 */
public record Launch(
        String name,
        String classPath,
        List<String> mainAndArguments,
        int heapMegabytes,
        List<String> options,
        Map<String, String> environment) {
    private static final int HEAP_MEGABYTES = 512;

    public Launch {
        mainAndArguments = List.copyOf(mainAndArguments);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    public Launch(String name, String classPath, String... mainAndArguments) {
        this(name, classPath, List.of(mainAndArguments), HEAP_MEGABYTES, List.of(), Map.of());
    }

    public Launch withHeap(int megabytes) {
        return new Launch(name, classPath, mainAndArguments, megabytes, options, environment);
    }

    public Launch withOptions(List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return new Launch(name, classPath, mainAndArguments, heapMegabytes, all, environment);
    }

    public Launch with(String variable, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(variable, value);
        return new Launch(name, classPath, mainAndArguments, heapMegabytes, options, all);
    }

    List<String> command() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + heapMegabytes + "m");
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-Djava.awt.headless=true");
        words.addAll(options);
        words.add("-cp");
        words.add(classPath);
        words.addAll(mainAndArguments);
        return words;
    }
}
