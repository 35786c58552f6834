package io.candlelake.query.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java found on this machine: {@code /usr/lib/jvm/temurin-25-jdk-amd64, 25}.
 *
 * @param home holds {@code bin/java} and {@code release}
 * @param feature 25 for 25.0.1
 */
record JavaInstallation(Path home, int feature) {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** Reads the {@code release} file that every JDK has: asking {@code java -version} of each would cost a second. */
    static Optional<JavaInstallation> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try {
            Matcher version = VERSION.matcher(Files.readString(release));
            return version.find()
                    ? Optional.of(new JavaInstallation(home, Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException unreadable) {
            // Someone else's broken installation is one that we do not have.
            return Optional.empty();
        }
    }
}
