package io.candlelake.local.up;

import io.candlelake.connect.SinkKind;
import io.candlelake.domain.Durations;
import io.candlelake.local.option.DataOption;
import io.candlelake.local.option.SinkOption;
import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.Part;
import io.candlelake.local.stack.Stack;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.stack.StackOptions;
import io.candlelake.local.stack.TerminalProgress;
import io.candlelake.local.view.LiveView;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./candlelake up --products BTC-USD,ETH-USD}: starts the stack, shows it, stops it on Ctrl-C. */
@Command(
        name = "up",
        description = {
            "Start the whole stack and show what it does, until Ctrl-C or `down`.",
            "A second `up` goes on where the first one stopped."
        },
        footer = {
            "",
            "Example: ./candlelake up --products BTC-USD,ETH-USD --rate 200",
            "Example: ./candlelake up --live --feeds exchange --spot BTC-USD,EUR-USD --record session.ndjson.gz",
            "Trades are made up by a simulated Coinbase, unless --live asks for Coinbase itself."
        })
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @ArgGroup(exclusive = true)
    private final Source source = new Source();

    @Mixin
    private final MarketOptions market = new MarketOptions();

    @Mixin
    private final IntakeOptions intake = new IntakeOptions();

    @Option(
            names = "--maintenance",
            paramLabel = "INTERVAL",
            defaultValue = StackOptions.USUAL_MAINTENANCE,
            description = "How often the tables are maintained, such as 5m, or off (default: ${DEFAULT-VALUE}).")
    private String maintenance = StackOptions.USUAL_MAINTENANCE;

    @Mixin
    private final SinkOption sink = new SinkOption();

    @Mixin
    private final PortOptions ports = new PortOptions();

    /** Where the trades come from. */
    static final class Source {
        @Option(names = "--live", description = "Listen to Coinbase itself instead of a simulated one.")
        private boolean live;

        @Option(names = "--replayed", description = "No trades by itself: wait for `replay`.")
        private boolean replayed;

        Lake lake() {
            return live ? Lake.LIVE : replayed ? Lake.REPLAYED : Lake.SIMULATED;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Lake lake = source.lake();
        StackOptions options = new StackOptions(
                StackDirectory.of(data.path(), lake),
                Part.allOf(lake),
                market.products(lake),
                market.seed(lake),
                market.rate(lake),
                intake.intake(lake),
                maintenance(),
                sink.kind().orElse(SinkKind.DEFAULT),
                ports.ports());
        try (SqlStop sqlServer = new SqlStop(options.directory());
                TerminalProgress progress = TerminalProgress.onOutput();
                Stack stack = Stack.start(options, progress)) {
            progress.say("ready");
            progress.close();
            Suggestions.print(System.out, stack.state());
            try {
                run(stack);
            } finally {
                sqlServer.begin();
            }
        }
        return 0;
    }

    private String maintenance() {
        if (!maintenance.equals("off")) {
            try {
                Durations.of(maintenance);
            } catch (IllegalArgumentException bad) {
                throw new StackException("--maintenance: " + bad.getMessage(), bad);
            }
        }
        return maintenance;
    }

    private static void run(Stack stack) throws InterruptedException {
        try (LiveView view = LiveView.start(stack.state())) {
            stack.supervise(view::say);
            while (!stack.awaitEnd(LiveView.PERIOD)) {
                view.show();
            }
        } finally {
            stack.supervise(System.out::println);
        }
    }
}
