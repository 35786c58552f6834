package io.candlelake.query.engine;

import java.nio.file.Path;

/**
 * An engine's files, complete: {@code ~/.cache/candlelake/trino-483}.
 *
 * @param path holds {@code lib} (the server), {@code plugin} (Iceberg) and {@code launcher} (our main class)
 */
public record EngineFolder(Path path) {

    /** What {@code java -cp} takes. */
    public String classPath() {
        return path.resolve("lib") + "/*:" + path.resolve("launcher");
    }

    public Path plugins() {
        return path.resolve("plugin");
    }
}
