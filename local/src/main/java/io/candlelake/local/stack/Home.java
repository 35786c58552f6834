package io.candlelake.local.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built modules are: {@code Home.find().classPath("producer")}.
 *
 * @param path the repository's root, absolute
 */
public record Home(Path path) {
    /** From the system property {@code candlelake.home}, which the launcher sets. */
    public static Home find() {
        String home = System.getProperty("candlelake.home");
        if (home == null) {
            throw new StackException("candlelake.home is not set: start this by the script ./candlelake");
        }
        return new Home(Path.of(home).toAbsolutePath().normalize());
    }

    /** {@code <home>/connect/target}. */
    public Path target(String module) {
        return path.resolve(module).resolve("target");
    }

    /** The module's archive and its libraries, for {@code java -cp}. Throws {@link StackException} when it was not built. */
    public String classPath(String module) {
        Path jar = target(module).resolve("candlelake-" + module + "-0.1.0-SNAPSHOT.jar");
        if (!Files.isRegularFile(jar)) {
            throw new StackException(jar + " is missing: build with ./candlelake, or mvn package in " + path);
        }
        return jar + File.pathSeparator + libraries(module);
    }

    /** How its JVM is to compile it, as {@code java} takes it: {@code @<home>/streams-app/jvm.options}. */
    String options(String module) {
        return "@" + path.resolve(module).resolve("jvm.options");
    }

    /** The module's libraries alone. */
    public String libraries(String module) {
        return target(module).resolve("lib") + File.separator + "*";
    }
}
