package io.candlelake.benchmarks.topology;

import io.candlelake.benchmarks.load.LoadSettings;
import io.candlelake.benchmarks.process.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run topology}: every contestant on the same messages, checked, side by side. */
@Command(
        name = "topology",
        description = {
            "Race the streams app against what others use, on the same messages, and check every candle.",
            "",
            "Time runs from the first byte of raw_messages that the broker sends a contestant to the commit of the last"
                    + " offset by its consumer group. Medians of the rounds."
        },
        footer = {
            "",
            "Example: benchmarks/run topology",
            "         benchmarks/run topology --messages 200000 --rounds 1 --contestants c3,candlelake"
        })
public final class TopologyCommand implements Callable<Integer> {
    @Option(names = "--messages", paramLabel = "N", defaultValue = "2000000", description = "Default: ${DEFAULT-VALUE}")
    private int messages;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--contestants",
            paramLabel = "NAME",
            split = ",",
            description = "Any of ${COMPLETION-CANDIDATES}. Default: all")
    private List<Contestant> contestants = List.of(Contestant.values());

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "2048",
            description = "Most that each contestant's heap gets, the same for all. Default: ${DEFAULT-VALUE}")
    private int heapMegabytes;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Longest that one run may take. Default: ${DEFAULT-VALUE}")
    private int limitSeconds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "20261121", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--day",
            paramLabel = "DATE",
            description = "The day at whose end the trades end; other days, other times. Default: yesterday")
    private LocalDate day = LoadSettings.yesterday();

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary folder goes, a few GB. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        Race race = new Race(
                LoadSettings.of(messages, day).withSeed(seed),
                contestants,
                rounds,
                heapMegabytes,
                Duration.ofSeconds(limitSeconds));
        Race.Result result;
        try (Workspace workspace = Workspace.open(work)) {
            result = race.run(workspace);
        }
        System.out.printf(
                "%,d messages (%,d trades, %,d repeated, %,d late, %,d invalid), seed %d, heap %d MiB, %d rounds%n%n%s",
                messages,
                result.ticks(),
                race.settings().duplicates(),
                race.settings().late(),
                race.settings().invalid(),
                seed,
                heapMegabytes,
                rounds,
                new Standings(race, result).table());
        return isWhole(result) ? 0 : 1;
    }

    /** Whether every contestant finished every round: only then are the medians comparable. */
    private boolean isWhole(Race.Result result) {
        return result.runs().size() == rounds * contestants.size()
                && result.runs().stream().allMatch(run -> run.time().finished());
    }
}
