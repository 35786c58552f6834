package io.candlelake.local;

import io.candlelake.local.audit.AuditCommand;
import io.candlelake.local.maintain.MaintainCommand;
import io.candlelake.local.rebuild.RebuildCommand;
import io.candlelake.local.replay.ReplayCommand;
import io.candlelake.local.sql.SqlCommand;
import io.candlelake.local.up.DownCommand;
import io.candlelake.local.up.UpCommand;
import io.candlelake.local.view.InspectCommand;
import io.candlelake.local.view.StatusCommand;
import io.candlelake.local.view.TopicsCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./candlelake}, without a command. */
@Command(
        name = "candlelake",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Exact, provable OHLC candles from Coinbase trades in an Apache Iceberg lake, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        version = "candlelake 0.1.0-SNAPSHOT",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ReplayCommand.class,
            SqlCommand.class,
            AuditCommand.class,
            RebuildCommand.class,
            TopicsCommand.class,
            InspectCommand.class,
            MaintainCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "First: ./candlelake up",
            "Then, in another terminal: ./candlelake sql \"SELECT * FROM candles ORDER BY open_time DESC LIMIT 5\""
        })
final class CandlelakeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
