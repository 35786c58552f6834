package io.candlelake.benchmarks.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's cluster inside this process, parallelism 2: {@code MiniCluster.environment(Duration.ofSeconds(1))}. */
final class MiniCluster {
    private static final int PARALLELISM = 2;

    private MiniCluster() {}

    /** @param checkpointInterval how often results are committed */
    static StreamExecutionEnvironment environment(Duration checkpointInterval) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
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
