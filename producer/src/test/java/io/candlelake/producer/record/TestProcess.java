package io.candlelake.producer.record;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM of a test's own, with the test's class path: to be killed, or to be refused something. */
final class TestProcess {
    private TestProcess() {}

    static Process start(Class<?> main, String argument) throws IOException {
        return start("true", main, argument);
    }

    /** @param before a command of the shell that holds for the process */
    static Process start(String before, Class<?> main, String argument) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        before + "; exec \"$0\" \"$@\"",
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        argument)
                .redirectErrorStream(true)
                .start();
    }
}
