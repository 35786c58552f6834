package io.candlelake.query.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a Java may be: the one that runs us, JAVA_HOME, the PATH, and the folders that installers use. */
final class JavaInstallations {
    private JavaInstallations() {}

    static List<JavaInstallation> find(Map<String, String> environment, Path running) {
        List<Path> homes = new ArrayList<>(List.of(running));
        String javaHome = environment.getOrDefault("JAVA_HOME", "");
        if (!javaHome.isBlank()) {
            homes.add(Path.of(javaHome));
        }
        homes.addAll(onPath(environment.getOrDefault("PATH", "")));
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        homes.addAll(children(Path.of("/usr/lib/jvm")));
        homes.addAll(children(home.resolve(".sdkman/candidates/java")));
        homes.addAll(children(home.resolve(".jdks")));
        for (Path bundle : children(Path.of("/Library/Java/JavaVirtualMachines"))) {
            homes.add(bundle.resolve("Contents/Home"));
        }
        return homes.stream()
                .flatMap(candidate -> JavaInstallation.at(candidate).stream())
                .toList();
    }

    private static List<Path> onPath(String path) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .map(folder -> Path.of(folder, "java"))
                .filter(Files::isExecutable)
                .map(JavaInstallations::homeOf)
                .toList();
    }

    /** {@code /usr/bin/java} is a link into the installation. */
    private static Path homeOf(Path java) {
        try {
            Path bin = java.toRealPath().resolveSibling("..");
            return bin.normalize();
        } catch (IOException vanished) {
            return java;
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
