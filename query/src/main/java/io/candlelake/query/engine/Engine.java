package io.candlelake.query.engine;

import java.util.List;

/** The two releases of Athena's engine that run here: {@code TRINO_483} on Java 25, {@code TRINO_406} on Java 17. */
public enum Engine {
    TRINO_483("483", 25),
    TRINO_406("406", 17);

    private final String version;
    private final int java;

    Engine(String version, int java) {
        this.version = version;
        this.java = java;
    }

    /** Trino's own number, {@code 483}. */
    public String version() {
        return version;
    }

    /** The least Java it starts on. */
    int java() {
        return java;
    }

    /** The folders of poms that list its jars. */
    List<String> parts() {
        return this == TRINO_483 ? List.of("server", "iceberg", "hdfs") : List.of("server", "iceberg");
    }

    String folder() {
        return "trino-" + version;
    }
}
