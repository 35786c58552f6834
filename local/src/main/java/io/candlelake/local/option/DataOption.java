package io.candlelake.local.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code @Mixin DataOption data}: the data directory, {@code --data DIR}, relative to where the user is. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of all state: topics, tables, logs (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    /** Absolute. */
    public Path path() {
        return data.toAbsolutePath().normalize();
    }
}
