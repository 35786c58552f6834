package io.candlelake.benchmarks.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's cluster inside this process: parallelism 2, a checkpoint every second. */
final class MiniCluster {
    private static final int PARALLELISM = 2;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private MiniCluster() {}

    static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        // Flink's default, the memory of the job manager, holds no more than 5 MB.
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Path.of(System.getenv("STREAMS_STATE_DIR")).toUri().toString());
        // Operators of one chain hand objects on instead of copying them: none of ours changes what it was given.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        // What breaks is to be seen, not tried again.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    }
}
