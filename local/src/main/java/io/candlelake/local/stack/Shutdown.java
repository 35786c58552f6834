package io.candlelake.local.stack;

import io.candlelake.connect.SinkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The order of the end: first who brings trades, then who works on them, the broker last; all gone within 15 seconds. */
final class Shutdown {
    /** Each part is asked at its turn, and killed when it is still there so long after the beginning. */
    private record Turn(Part part, Duration killAfter) {}

    private static final List<Turn> TURNS = List.of(
            new Turn(Part.SIMULATOR, Duration.ofMillis(3_000)),
            new Turn(Part.LAKE_KEEPER, Duration.ofMillis(4_000)),
            new Turn(Part.PRODUCER, Duration.ofMillis(5_000)),
            new Turn(Part.STREAMS, Duration.ofMillis(8_000)),
            new Turn(Part.CONNECT, Duration.ofMillis(12_000)),
            new Turn(Part.BROKER, Duration.ofMillis(14_500)));

    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final ChosenPorts ports;
    private final SinkKind sink;
    private final List<Keeper> keepers;

    Shutdown(ChosenPorts ports, SinkKind sink, List<Keeper> keepers) {
        this.ports = ports;
        this.sink = sink;
        this.keepers = keepers;
    }

    private boolean isAlive(Part part) {
        return keepers.stream().anyMatch(keeper -> keeper.part() == part && keeper.isAlive());
    }

    private static Instant drainUntil(Instant begin) {
        Instant enough = Instant.now().plus(DRAIN);
        Instant latest = begin.plusMillis(9_000);
        return enough.isBefore(latest) ? enough : latest;
    }

    void run() {
        Instant begin = Instant.now();
        keepers.forEach(Keeper::expectEnd);
        try {
            for (Turn turn : TURNS) {
                if (turn.part() == Part.CONNECT && isAlive(Part.CONNECT) && isAlive(Part.BROKER)) {
                    new SinkDrain(ports.bootstrapServers(), sink).await(drainUntil(begin));
                }
                for (Keeper keeper : keepers) {
                    if (keeper.part() == turn.part()) {
                        keeper.stop(begin.plus(turn.killAfter()));
                    }
                }
            }
        } catch (InterruptedException hurried) {
            keepers.forEach(Keeper::kill);
            Thread.currentThread().interrupt();
        }
    }
}
