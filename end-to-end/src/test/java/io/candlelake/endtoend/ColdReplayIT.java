package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.expected.Candles;
import io.candlelake.endtoend.expected.Recording;
import io.candlelake.endtoend.observed.Difference;
import io.candlelake.endtoend.observed.ObservedCandle;
import io.candlelake.endtoend.observed.Tables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where no stack runs, a replay starts one and stops it again; the next one goes on from what was stored. */
@Tag("slow")
@Order(0)
final class ColdReplayIT {
    @Test
    void aReplayStartsAStackAndStopsItAndTheNextOneAddsNothing() throws Exception {
        try (Sandbox sandbox = Sandbox.create()) {
            Path file = Recordings.sample("sample-exchange.ndjson", sandbox.file("sample.ndjson.gz"));
            Recording recording = Recording.read(file);
            Tables tables = Tables.of(sandbox.data(), "replayed");

            System.out.println(sandbox.run("replay", file.toString()).succeeded());
            assertThat(sandbox.processes()).isEmpty();
            assertThat(Difference.ofTicks(recording.distinct(), tables.ticks())).isEmpty();
            List<ObservedCandle> candles = tables.candles();
            assertThat(Difference.ofCandles(Candles.of(recording.trades()), candles))
                    .isEmpty();

            System.out.println(sandbox.run("replay", file.toString()).succeeded());
            assertThat(sandbox.processes()).isEmpty();
            assertThat(Difference.ofTicks(recording.distinct(), tables.ticks())).isEmpty();
            assertThat(tables.candles()).hasSameElementsAs(candles).hasSameSizeAs(candles);
        }
    }
}
