package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.process.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run sink}: our sink and Apache Iceberg's, side by side in one run. */
@Command(
        name = "sink",
        description = {
            "Put the same ticks into the same table by Apache Iceberg's sink and by ours, and check every row: rows a second with one"
                    + " task and with two, CPU, memory; how soon a row is visible; how soon new rows come after kill -9 of the worker.",
            "",
            "Each is a Connect worker as the product configures it, in a fresh process with a fresh table. Medians of the rounds."
        },
        footer = {
            "",
            "Example: benchmarks/run sink",
            "         benchmarks/run sink --rows 200000 --rounds 1 --seconds 10 --kills 1",
            "         benchmarks/run sink --rounds 0 --kills 0 --rates 2000      (freshness alone)"
        })
public final class SinkCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Ticks in the topic that is to be caught up with. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of catching up; 0 leaves it out. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2",
            description = "Tasks that share the topic's four partitions. Default: ${DEFAULT-VALUE}")
    private List<Integer> tasks = List.of();

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            defaultValue = "2000,10000",
            description = "Ticks a second, whose rows are timed. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long each rate is held, after 15 s that do not count; 0 leaves it out. Default:"
                    + " ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "7",
            description = "Of the worker of each sink; 0 leaves it out. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "1024",
            description = "Most that each worker's heap gets, the same for both. Default: ${DEFAULT-VALUE}")
    private int heapMegabytes;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Longest that rows may take to come. Default: ${DEFAULT-VALUE}")
    private int limitSeconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "20261125",
            description = "Of ticks, and of the instants of the kills. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary folder goes, 2 GB. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        List<Freshness.Load> loads = seconds == 0
                ? List.of()
                : rates.stream()
                        .map(rate -> new Freshness.Load(rate, WARM_UP, Duration.ofSeconds(seconds)))
                        .toList();
        SinkRace race = new SinkRace(rows, rounds, tasks, loads, kills);
        SinkRace.Result result;
        try (Workspace workspace = Workspace.open(work)) {
            result = race.run(workspace, heapMegabytes, Duration.ofSeconds(limitSeconds), seed);
        }
        System.out.printf(
                "%,d ticks, %d rounds; %d s of each rate; seed %d, heap %d MiB%n%n%s",
                rows, rounds, seconds, seed, heapMegabytes, new SideBySide(race, result).table());
        result.broken().forEach(line -> System.out.println("not measured: " + line));
        return result.whole() ? 0 : 1;
    }
}
