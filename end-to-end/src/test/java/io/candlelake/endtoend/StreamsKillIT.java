package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.crash.CrashOptions;
import io.candlelake.endtoend.crash.CrashResult;
import io.candlelake.endtoend.crash.StreamsCrash;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short form of end-to-end/kill-streams.sh: the streams app dies under load, and not one row is lost, wrong or twice. */
@Tag("slow")
@Order(8)
final class StreamsKillIT {
    @Test
    void killsAndARollingRestartUnderLoadLoseNothingAndRepeatNothing() throws Exception {
        CrashResult result = StreamsCrash.run(new CrashOptions(Long.getLong("candlelake.seed", 1), 2, 2_000, 0));

        System.out.println(result);
        assertThat(result.problems()).as("kept in " + result.folder()).isEmpty();
    }
}
