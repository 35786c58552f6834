package io.candlelake.query.engine;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine for this machine and the Java that runs it: {@code TRINO_483, /usr/lib/jvm/temurin-25-jdk-amd64}.
 *
 * <p>Trino 483 where a Java 25 is found, else Trino 406 on the Java that runs us. {@code CANDLELAKE_JAVA25} names a Java
 * to use, {@code CANDLELAKE_SQL_ENGINE} (406 or 483) forces the engine.
 */
public record EngineChoice(Engine engine, Path javaHome) {

    /** Throws {@link EngineUnavailableException} when what the environment asks for is not there. */
    public static EngineChoice of(Map<String, String> environment) {
        Path running = Path.of(System.getProperty("java.home"));
        return of(environment, running, JavaInstallations.find(environment, running));
    }

    static EngineChoice of(Map<String, String> environment, Path running, List<JavaInstallation> installed) {
        String forced = environment.getOrDefault("CANDLELAKE_SQL_ENGINE", "");
        return switch (forced) {
            case "406" -> new EngineChoice(Engine.TRINO_406, running);
            case "483" ->
                java25(environment, installed)
                        .orElseThrow(() -> new EngineUnavailableException(
                                "Trino 483 needs Java 25 and none was found: set CANDLELAKE_JAVA25 to its home"));
            case "" -> java25(environment, installed).orElseGet(() -> new EngineChoice(Engine.TRINO_406, running));
            default ->
                throw new EngineUnavailableException("CANDLELAKE_SQL_ENGINE is 406 or 483, not \"" + forced + "\"");
        };
    }

    private static Optional<EngineChoice> java25(Map<String, String> environment, List<JavaInstallation> installed) {
        String named = environment.getOrDefault("CANDLELAKE_JAVA25", "");
        if (named.isBlank()) {
            // The oldest that will do: the engine was tested on that one.
            return installed.stream()
                    .filter(EngineChoice::isEnough)
                    .min(Comparator.comparingInt(JavaInstallation::feature))
                    .map(java -> new EngineChoice(Engine.TRINO_483, java.home()));
        }
        return Optional.of(JavaInstallation.at(Path.of(named))
                .filter(EngineChoice::isEnough)
                .map(java -> new EngineChoice(Engine.TRINO_483, java.home()))
                .orElseThrow(
                        () -> new EngineUnavailableException("CANDLELAKE_JAVA25 is not a Java 25's home: " + named)));
    }

    private static boolean isEnough(JavaInstallation java) {
        return java.feature() >= Engine.TRINO_483.java();
    }

    public Path java() {
        return javaHome.resolve("bin/java");
    }
}
