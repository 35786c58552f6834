package io.candlelake.endtoend.part;

import io.candlelake.endtoend.command.Sandbox;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a packaged module, bounded as the local stack bounds it: {@code Java.of("producer", "io.candlelake.producer.Main", 128)}.
 *
 * @param classPath of files that {@code mvn package} made
 * @param arguments of the program
 */
record Java(String classPath, String main, int heapMegabytes, List<String> arguments) {
    static Java of(String module, String main, int heapMegabytes) {
        Path target = Sandbox.home().resolve(module).resolve("target");
        Path archive = target.resolve("candlelake-" + module + "-0.1.0-SNAPSHOT.jar");
        if (!Files.isRegularFile(archive)) {
            throw new IllegalStateException(archive + " is missing: mvn package");
        }
        return new Java(archive + File.pathSeparator + target.resolve("lib") + "/*", main, heapMegabytes, List.of());
    }

    Java with(String... words) {
        return new Java(classPath, main, heapMegabytes, List.of(words));
    }

    /** Kafka's own program, with the class path that the local stack gives it. */
    static Java connectWorker(Path properties, int heapMegabytes) {
        Path libraries = Sandbox.home().resolve("connect").resolve("target").resolve("worker-lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException(libraries + " is missing: mvn package");
        }
        return new Java(
                libraries + "/*",
                "org.apache.kafka.connect.cli.ConnectDistributed",
                heapMegabytes,
                List.of(properties.toString()));
    }

    /** The broker is a library of the local stack, and has no archive with libraries of its own. */
    static Java broker(int heapMegabytes) {
        Path libraries = Sandbox.home().resolve("local").resolve("target").resolve("lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException(libraries + " is missing: mvn package");
        }
        return new Java(libraries + "/*", "io.candlelake.broker.Main", heapMegabytes, List.of());
    }

    List<String> command() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.io.candlelake=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX"));
        words.addAll(List.of("-cp", classPath, main));
        words.addAll(arguments);
        return words;
    }
}
