package io.candlelake.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java command line with bounded memory, recognisable as a part of a stack: {@code new Jvm(Part.BROKER, 256, 96, true)}.
 *
 * @param heapMegabytes most that the heap gets
 * @param metaspaceMegabytes most that classes get
 * @param quickToCompile for what does little but wait: it starts sooner and is never compiled twice
 */
record Jvm(Part part, int heapMegabytes, int metaspaceMegabytes, boolean quickToCompile) {
    /** Serial collection and a small code cache: the parts share few cores and 2.5 GiB. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=64m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            // The libraries speak only when something is wrong: their settings alone are thousands of lines at every
            // start.
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.io.candlelake=info",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS");

    List<String> command(StackDirectory directory, String classPath, List<String> mainAndArguments) {
        List<String> words = new ArrayList<>();
        words.add(java().toString());
        words.addAll(options(directory));
        words.add("-cp");
        words.add(classPath);
        words.addAll(mainAndArguments);
        return words;
    }

    /** The program that runs this too. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** All but the class path and what to run. */
    List<String> options(StackDirectory directory) {
        List<String> words = new ArrayList<>(List.of(
                mark(directory),
                "-Dcandlelake.part=" + part.word(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxMetaspaceSize=" + metaspaceMegabytes + "m"));
        words.addAll(SMALL);
        if (quickToCompile) {
            words.add("-XX:TieredStopAtLevel=1");
        }
        return words;
    }

    /** By this a process is known to be of this stack, whatever became of stack.json. */
    static String mark(StackDirectory directory) {
        return "-Dcandlelake.stack=" + directory.path();
    }
}
