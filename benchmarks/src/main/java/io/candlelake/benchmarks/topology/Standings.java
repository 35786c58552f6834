package io.candlelake.benchmarks.topology;

import static io.candlelake.benchmarks.report.Numbers.NONE;
import static io.candlelake.benchmarks.report.Numbers.mebibytes;
import static io.candlelake.benchmarks.report.Numbers.median;
import static io.candlelake.benchmarks.report.Numbers.ratio;
import static io.candlelake.benchmarks.report.Numbers.tenths;
import static io.candlelake.benchmarks.report.Numbers.whole;

import io.candlelake.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The table of a race, medians of each contestant's runs. */
record Standings(Race race, Race.Result result) {
    Table table() {
        Table table = new Table(
                "contestant",
                "rec/s",
                "slowest",
                "fastest",
                "of c3",
                "of textbook",
                "of flink",
                "2nd half",
                "of c3",
                "CPU s",
                "broker CPU s",
                "peak RSS MiB",
                "ticks",
                "candles wrong",
                "runs");
        race.contestants().forEach(contestant -> row(table, contestant));
        return table;
    }

    private void row(Table table, Contestant contestant) {
        List<Race.Run> runs = runs(contestant);
        double speed = speed(contestant);
        boolean candles = contestant.work() == Contestant.Work.CANDLES;
        table.row(
                contestant,
                runs.isEmpty() ? "broke" : whole(speed),
                whole(runs.stream().mapToDouble(Standings::speed).min().orElse(0)),
                whole(runs.stream().mapToDouble(Standings::speed).max().orElse(0)),
                ratio(speed, speed(Contestant.C3)),
                ratio(speed, speed(Contestant.TEXTBOOK)),
                ratio(speed, speed(Contestant.FLINK)),
                whole(warm(contestant)),
                ratio(warm(contestant), warm(Contestant.C3)),
                tenths(middle(runs, run -> run.time().cpuSeconds())),
                tenths(middle(runs, run -> run.time().brokerCpuSeconds())),
                mebibytes(middle(runs, run -> run.time().peakResidentBytes())),
                ticks(contestant, runs),
                candles ? worst(runs) + " of " + whole(result.candles()) : NONE,
                count(runs));
    }

    private List<Race.Run> runs(Contestant contestant) {
        return result.runs().stream()
                .filter(run -> run.contestant() == contestant)
                .toList();
    }

    private double speed(Contestant contestant) {
        return middle(runs(contestant), Standings::speed);
    }

    private double warm(Contestant contestant) {
        return middle(runs(contestant), run -> run.time().warmRecordsPerSecond());
    }

    private static double speed(Race.Run run) {
        return run.time().recordsPerSecond();
    }

    private static double middle(List<Race.Run> runs, ToDoubleFunction<Race.Run> of) {
        return median(runs.stream().map(of::applyAsDouble).toList());
    }

    /** Right, or what the first run that is wrong has. */
    private String ticks(Contestant contestant, List<Race.Run> runs) {
        if (contestant.work() == Contestant.Work.NOTHING) {
            return NONE;
        }
        long wanted = race.ticks(contestant);
        return runs.stream()
                .filter(run -> run.found().ticks() != wanted)
                .findFirst()
                .map(run -> "wrong by " + whole(run.found().ticks() - wanted))
                .orElse("right");
    }

    private static String worst(List<Race.Run> runs) {
        return whole(runs.stream().mapToLong(run -> run.found().wrong()).max().orElse(0));
    }

    private static String count(List<Race.Run> runs) {
        long unfinished = runs.stream().filter(run -> !run.time().finished()).count();
        return unfinished == 0 ? Integer.toString(runs.size()) : runs.size() + ", " + unfinished + " over the limit";
    }
}
