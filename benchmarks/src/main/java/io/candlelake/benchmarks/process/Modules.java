package io.candlelake.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built modules: {@code Modules.classPath("streams-app")} is what its own image would have. */
public final class Modules {
    private Modules() {}

    /** The module's archive and its libraries, for {@code java -cp}. */
    public static String classPath(String module) {
        Path target = home().resolve(module).resolve("target");
        return archive(module, target) + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }

    /** The folder of a Connect worker's own jars. */
    public static Path workerLibrary() {
        return folder("connect", "worker-lib");
    }

    /** The folder of a Connect worker's plugins, both sinks among them. */
    public static Path workerPlugins() {
        return folder("connect", "plugin");
    }

    private static Path folder(String module, String name) {
        Path folder = home().resolve(module).resolve("target").resolve(name);
        if (!Files.isDirectory(folder)) {
            throw notBuilt(module);
        }
        return folder;
    }

    /** How a module's JVM is to compile it, as {@code java} takes it. */
    public static String options(String module) {
        return "@" + home().resolve(module).resolve("jvm.options");
    }

    /** This module's: contestants that we wrote run on what runs this. */
    public static String ownClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** As {@link #ownClassPath}, with the Kafka client that Flink's connector was made with in place of ours. */
    public static String flinkClassPath() {
        Path client = folder("benchmarks", "flink-lib");
        return Stream.concat(
                        Stream.of(client + File.separator + "*"),
                        Arrays.stream(ownClassPath().split(File.pathSeparator))
                                .filter(entry -> !entry.contains("kafka-clients")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path archive(String module, Path target) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "candlelake-" + module + "-*.jar")) {
            for (Path jar : jars) {
                if (!jar.toString().endsWith("-tests.jar")) {
                    return jar;
                }
            }
        } catch (IOException absent) {
            throw notBuilt(module);
        }
        throw notBuilt(module);
    }

    private static BenchmarkException notBuilt(String module) {
        return new BenchmarkException(module + " is not built: mvn package -DskipTests, or start by benchmarks/run");
    }

    private static Path home() {
        String home = System.getProperty("candlelake.home");
        if (home == null) {
            throw new BenchmarkException("candlelake.home is not set: start this by benchmarks/run");
        }
        return Path.of(home).toAbsolutePath().normalize();
    }
}
