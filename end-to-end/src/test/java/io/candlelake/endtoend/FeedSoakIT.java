package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.soak.FeedSoak;
import io.candlelake.endtoend.soak.SoakOptions;
import io.candlelake.endtoend.soak.SoakResult;
import io.candlelake.endtoend.soak.SoakTable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A minute of end-to-end/soak-feed.sh: all faults at random, processes that die, and not one trade lost or twice. */
@Tag("slow")
@Order(7)
final class FeedSoakIT {
    @Test
    void aMinuteOfAllFaultsLosesNothingAndRepeatsNothing() throws Exception {
        SoakOptions options =
                new SoakOptions(Long.getLong("candlelake.seed", 1), 1, Duration.ofSeconds(60), SoakOptions.BOTH, 150);

        SoakResult result = FeedSoak.run(options, options.seed());

        System.out.println(SoakTable.of(List.of(result)));
        result.endings().forEach(System.out::println);
        assertThat(result.allProblems()).as("kept in " + result.folder()).isEmpty();
    }
}
