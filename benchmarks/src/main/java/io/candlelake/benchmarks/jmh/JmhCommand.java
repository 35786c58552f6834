package io.candlelake.benchmarks.jmh;

import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.report.Numbers;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.benchmarks.report.Table;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/run jmh}: nanoseconds and bytes of each step that every trade takes. */
@Command(
        name = "jmh",
        description =
                "Measure parse, fold, remember and encode with JMH: nanoseconds and allocated bytes an operation.",
        footer = {"", "Example: benchmarks/run jmh", "         benchmarks/run jmh --forks 1 --seconds 1 parse"})
public final class JmhCommand implements Callable<Integer> {
    private static final int ITERATIONS = 5;

    @Parameters(
            paramLabel = "REGEX",
            defaultValue = "",
            description = "Which, by a part of their name. Default: all. Names: parseFrame, foldTrade, rememberInOrder,"
                    + " rememberWithLate, encodeTick, encodeCandle")
    private String names = "";

    @Option(names = "--forks", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of each of 5 iterations, and of 5 before that warm up. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() {
        Progress.say("JMH: at most %d s for each benchmark", forks * 2 * ITERATIONS * (seconds + 1));
        Collection<RunResult> results = run();
        if (results.isEmpty()) {
            throw new BenchmarkException("no benchmark has '" + names + "' in its name");
        }
        Table table = new Table("benchmark", "ns/op", "error 99.9%", "ops/s", "B/op");
        results.forEach(result -> row(table, result));
        System.out.print(table);
        return 0;
    }

    private Collection<RunResult> run() {
        TimeValue time = TimeValue.seconds(seconds);
        try {
            return new Runner(new OptionsBuilder()
                            .include("io\\.candlelake\\.benchmarks\\.jmh\\..*" + names)
                            .mode(Mode.AverageTime)
                            .timeUnit(TimeUnit.NANOSECONDS)
                            .forks(forks)
                            .warmupIterations(ITERATIONS)
                            .warmupTime(time)
                            .measurementIterations(ITERATIONS)
                            .measurementTime(time)
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException broken) {
            throw new BenchmarkException("JMH: " + broken.getMessage(), broken);
        }
    }

    private static void row(Table table, RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        table.row(
                time.getLabel(),
                Numbers.tenths(time.getScore()),
                "±" + Numbers.tenths(time.getScoreError()),
                Numbers.whole(1e9 / time.getScore()),
                allocated == null ? Numbers.NONE : Numbers.whole(allocated.getScore()));
    }
}
