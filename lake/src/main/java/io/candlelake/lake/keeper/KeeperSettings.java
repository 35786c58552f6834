package io.candlelake.lake.keeper;

import io.candlelake.domain.Durations;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.maintain.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the keeper is told, by environment variables; {@code docs/configuration.md} lists them.
 *
 * @param lake where it is
 * @param maintenance how often tables are packed and expired; empty: never
 * @param orphans how often orphans are looked for, which lists all files
 * @param retention how old they are when they go
 * @param healthPort where /health and /metrics answer; 0 for any free port
 * @param audit file that tells of the last audit; may be absent
 */
record KeeperSettings(
        LakeSettings lake,
        Optional<Duration> maintenance,
        Duration orphans,
        Retention retention,
        int healthPort,
        Optional<Path> audit) {
    private static final String OFF = "off";

    /** Throws {@link IllegalArgumentException} with all problems in one line. */
    static KeeperSettings parse(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        LakeSettings lake = tried(() -> LakeSettings.parse(environment), problems);
        Retention retention = tried(() -> Retention.parse(environment), problems);
        String often = environment.getOrDefault("LAKE_MAINTENANCE_INTERVAL", "5m");
        Optional<Duration> maintenance = often.equals(OFF)
                ? Optional.empty()
                : Optional.ofNullable(tried(() -> duration("LAKE_MAINTENANCE_INTERVAL", often), problems));
        Duration orphans = tried(
                () -> duration("LAKE_ORPHAN_INTERVAL", environment.getOrDefault("LAKE_ORPHAN_INTERVAL", "6h")),
                problems);
        Integer port = tried(() -> port(environment.getOrDefault("HEALTH_PORT", "0")), problems);
        if (lake == null || retention == null || orphans == null || port == null || !problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Optional<Path> audit =
                Optional.ofNullable(environment.get("LAKE_AUDIT_FILE")).map(Path::of);
        return new KeeperSettings(lake, maintenance, orphans, retention, port, audit);
    }

    private static Duration duration(String name, String text) {
        try {
            return Durations.of(text);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(name + ": " + bad.getMessage(), bad);
        }
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("HEALTH_PORT is '" + text + "', not a port");
    }

    private static <T> @Nullable T tried(Supplier<T> reading, List<String> problems) {
        try {
            return reading.get();
        } catch (IllegalArgumentException bad) {
            problems.add(String.valueOf(bad.getMessage()));
            return null;
        }
    }
}
