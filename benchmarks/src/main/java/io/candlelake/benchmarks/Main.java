package io.candlelake.benchmarks;

import io.candlelake.benchmarks.feed.ProducerCommand;
import io.candlelake.benchmarks.feed.RecoveryCommand;
import io.candlelake.benchmarks.jmh.JmhCommand;
import io.candlelake.benchmarks.lake.LakeCommand;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.scaling.ScalingCommand;
import io.candlelake.benchmarks.sink.SinkCommand;
import io.candlelake.benchmarks.topology.TopologyCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run topology}. Exit codes: 0 measured, 1 could not, 2 not understood. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Measures Candlelake, each part beside what others use. Every command prints one table.",
        synopsisSubcommandLabel = "COMMAND",
        version = "candlelake 0.1.0-SNAPSHOT",
        subcommands = {
            TopologyCommand.class,
            JmhCommand.class,
            ScalingCommand.class,
            ProducerCommand.class,
            RecoveryCommand.class,
            SinkCommand.class,
            LakeCommand.class,
            HelpCommand.class
        },
        footer = {"", "Example: benchmarks/run topology --messages 200000 --rounds 1"})
public final class Main implements Callable<Integer> {
    private static final int COULD_NOT = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] words) {
        System.exit(commandLine().execute(words));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> couldNot(exception, command));
    }

    private static int couldNot(Exception exception, CommandLine command) throws Exception {
        if (exception instanceof BenchmarkException known) {
            command.getErr().println("benchmarks: " + known.getMessage());
            return COULD_NOT;
        }
        throw exception;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
