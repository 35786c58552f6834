package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A lake that Apache's sink began is gone on with by ours, and given back: the audit finds every row once. */
@Tag("slow")
@Order(3)
final class SinkSwitchIT {
    @Test
    void aLakeChangesItsSinkThereAndBack() throws Exception {
        try (Sandbox sandbox = Sandbox.create()) {
            Path exchange = Recordings.sample("sample-exchange.ndjson", sandbox.file("exchange.ndjson"));
            Path advanced = Recordings.sample("sample-advanced.ndjson", sandbox.file("advanced.ndjson"));
            assertThat(sandbox.run("replay", "--sink", "kafka", exchange.toString()))
                    .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2))
                    .satisfies(
                            refused -> assertThat(refused.err()).contains("'kafka' is no sink: lake and apache are"));

            sandbox.run("replay", "--sink", "apache", exchange.toString()).succeeded();
            Outcome taken = sandbox.run("replay", advanced.toString()).succeeded();
            assertThat(taken.err()).contains("ticks: our sink takes over from Apache's at offsets {");
            assertThat(sandbox.run("audit").succeeded().out())
                    .contains("proved: nothing is missing, doubled or altered");

            Outcome given = sandbox.with("LAKE_SINK", "apache")
                    .run("replay", exchange.toString())
                    .succeeded();
            assertThat(given.err()).contains("ticks: Apache's sink takes over from ours at offsets {");
            assertThat(sandbox.run("audit").succeeded().out())
                    .contains("proved: nothing is missing, doubled or altered");
        }
    }
}
