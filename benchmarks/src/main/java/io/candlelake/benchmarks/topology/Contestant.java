package io.candlelake.benchmarks.topology;

import io.candlelake.benchmarks.process.Launch;
import io.candlelake.benchmarks.process.Modules;
import java.nio.file.Path;
import java.util.List;

/** Who races, in the order of the table: {@code candlelake}. */
public enum Contestant {
    C1("c1", Work.NOTHING, "io.candlelake.benchmarks.ceiling.Ceiling consume"),
    C2("c2", Work.NOTHING, "io.candlelake.benchmarks.ceiling.Ceiling parse"),
    C3("c3", Work.RECORD_EACH, "io.candlelake.benchmarks.ceiling.Ceiling produce"),
    C3_FRAME_PARSER("c3-frame-parser", Work.RECORD_EACH, "io.candlelake.benchmarks.ceiling.Ceiling frame-parser"),
    TEXTBOOK("textbook", Work.CANDLES, "io.candlelake.benchmarks.textbook.Textbook"),
    FLINK("flink", Work.CANDLES, "io.candlelake.benchmarks.flink.FlinkDataStream"),
    FLINK_SQL("flink-sql", Work.CANDLES, "io.candlelake.benchmarks.flink.FlinkSql"),
    CANDLELAKE("candlelake", Work.CANDLES, "io.candlelake.streams.Main");

    /** What Flink's own start scripts give a JVM from version 17 on. */
    private static final List<String> OPENED = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED");

    private final String word;
    private final Work work;
    private final String mainAndArguments;

    Contestant(String word, Work work, String mainAndArguments) {
        this.word = word;
        this.work = work;
        this.mainAndArguments = mainAndArguments;
    }

    /** What comes out, and so what is checked. */
    enum Work {
        /** Nothing is written. */
        NOTHING,
        /** A record for each message that could be read, repeated ones too. */
        RECORD_EACH,
        /** A tick for each trade and the six candles. */
        CANDLES
    }

    /** As it is asked for and shown. */
    @Override
    public String toString() {
        return word;
    }

    Work work() {
        return work;
    }

    /** The consumer group whose commits say how far it is. */
    String group() {
        return this == CANDLELAKE ? "candlelake-streams" : "benchmark-" + word;
    }

    /** The process: ours as shipped, on its own class path and with its own defaults; all others get the same heap. */
    Launch launch(String bootstrapServers, Path state, int heapMegabytes) {
        Launch launch = new Launch(word, classPath(), mainAndArguments.split(" "))
                .withHeap(heapMegabytes)
                .with("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers)
                .with("STREAMS_STATE_DIR", state.toString())
                .with("BENCHMARK_GROUP", group());
        return launch.withOptions(options());
    }

    private List<String> options() {
        if (this == CANDLELAKE) {
            return List.of(Modules.options("streams-app"));
        }
        return isFlink() ? OPENED : List.of();
    }

    private String classPath() {
        if (this == CANDLELAKE) {
            return Modules.classPath("streams-app");
        }
        return isFlink() ? Modules.flinkClassPath() : Modules.ownClassPath();
    }

    private boolean isFlink() {
        return this == FLINK || this == FLINK_SQL;
    }
}
