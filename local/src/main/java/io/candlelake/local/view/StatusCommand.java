package io.candlelake.local.view;

import io.candlelake.local.option.LakeOption;
import io.candlelake.local.stack.StackException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./candlelake status}. */
@Command(
        name = "status",
        description = {
            "Processes with pids and memory, topics' end offsets, lag by consumer group, gaps that the producer found and "
                    + "repaired, tables with rows, files, snapshot and the age of their last commit. Of a stack that is "
                    + "down, the tables alone."
        },
        footer = {"", "Example:", "  ./candlelake status --json | jq '.tables[] | {name, rows, age_seconds}'"})
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final LakeOption lake = new LakeOption();

    @Option(names = "--json", description = "One JSON object with the same facts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        StatusReport report = StatusReport.read(lake.directory());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatusJson.object(report));
        } else {
            StatusText.lines(report, Screen.ofOutput().width()).forEach(out::println);
        }
        out.flush();
        report.problem().ifPresent(problem -> {
            throw new StackException(problem);
        });
        return 0;
    }
}
