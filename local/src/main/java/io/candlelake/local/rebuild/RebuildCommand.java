package io.candlelake.local.rebuild;

import io.candlelake.contract.topic.Topics;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.audit.CannotSayException;
import io.candlelake.lake.audit.TopicLog;
import io.candlelake.lake.audit.UnderWay;
import io.candlelake.local.audit.GroupPositions;
import io.candlelake.local.option.LakeOption;
import io.candlelake.local.replay.ProgressLine;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.view.OpenBroker;
import io.candlelake.local.view.Text;
import io.candlelake.streams.StreamsSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./candlelake rebuild --day 2026-07-07}: 0 equal or replaced, 1 differs, 2 cannot say. */
@Command(
        name = "rebuild",
        description = {
            "Make a day's ticks and candles again from the table raw_messages, and say what differs from the tables.",
            "Every frame from the first is read, for what was seen before decides what is new; to the last, for late trades. "
                    + "Ticks are equal in every column, candles in every column but emitted_at. While the stack runs, rows on "
                    + "their way count as differences."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:equal; or replaced, where that was asked",
            "1:differs",
            "2:cannot say, or refused: nothing was changed; or the command was not understood"
        },
        footer = {
            "",
            "Example: ./candlelake rebuild --day 2026-07-07",
            "Example: ./candlelake rebuild --day 2026-07-07 --product BTC-USD --replace"
        })
public final class RebuildCommand implements Callable<Integer> {
    private static final int CANNOT_SAY = 2;
    private static final int MOST_LINES = 50;

    @Mixin
    private final LakeOption lake = new LakeOption();

    @Option(names = "--day", required = true, paramLabel = "D", description = "The UTC day: 2026-07-07.")
    private LocalDate day = LocalDate.EPOCH;

    @Option(names = "--product", paramLabel = "P", description = "Only this product: BTC-USD (default: all).")
    private @Nullable String product;

    @Option(
            names = "--replace",
            description =
                    "Put the rebuilt rows in the place of the day's, one commit for each table that differs. The stack must "
                            + "be stopped, with nothing left on its way.")
    private boolean replace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            StackDirectory directory = lake.directory();
            if (!Files.exists(directory.catalog())) {
                throw new StackException(
                        "the " + directory.lake() + " lake in " + directory.path() + " has no tables yet");
            }
            spec.commandLine().getErr().println("the " + directory.lake() + " lake, " + directory.path());
            try (LakeCatalog catalog = LakeCatalog.open(LakeSettings.local(directory.path()));
                    ProgressLine line = new ProgressLine()) {
                if (replace) {
                    requireStillness(directory, catalog);
                }
                return rebuild(catalog, line);
            }
        } catch (StackException | CannotSayException | IllegalStateException | IllegalArgumentException unsaid) {
            spec.commandLine().getErr().println("candlelake: " + unsaid.getMessage());
            return CANNOT_SAY;
        }
    }

    /** Rows that are on their way would be in the day twice: as rebuilt, and when they arrive. */
    private void requireStillness(StackDirectory directory, LakeCatalog catalog) throws InterruptedException {
        if (directory.running().isPresent()) {
            throw new StackException(
                    "the stack runs, and may write to the day: stop it with ./candlelake down, then replace");
        }
        try (OpenBroker open = OpenBroker.of(directory);
                TopicLog log = new TopicLog(open.broker().address())) {
            Optional<String> underWay = UnderWay.of(
                    catalog,
                    log,
                    new GroupPositions(open, log, Optional.empty()),
                    StreamsSettings.APPLICATION_ID,
                    List.of(Topics.RAW_MESSAGES, Topics.TICKS, Topics.CANDLES));
            if (underWay.isPresent()) {
                throw new StackException(
                        underWay.get()
                                + ": start the stack with ./candlelake up, wait until nothing is waiting, stop it, then replace");
            }
        }
    }

    private int rebuild(LakeCatalog catalog, ProgressLine line) {
        Rebuild rebuild = new Rebuild(
                catalog,
                StreamsSettings.topology(Map.copyOf(System.getenv())),
                day,
                Optional.ofNullable(product),
                line::show);
        Rebuild.Outcome outcome = rebuild.compare();
        print(outcome);
        if (outcome.isEqual() || !replace) {
            return outcome.isEqual() ? 0 : 1;
        }
        rebuild.replace(outcome).forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private void print(Rebuild.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        outcome.table().lines(Integer.MAX_VALUE).forEach(out::println);
        outcome.differences().stream().limit(MOST_LINES).map(Text::printable).forEach(out::println);
        if (outcome.differences().size() > MOST_LINES) {
            out.println("and " + (outcome.differences().size() - MOST_LINES) + " more");
        }
        outcome.notices().stream().limit(MOST_LINES).map(Text::printable).forEach(out::println);
        out.println(
                outcome.isEqual() ? "equal: " + day + " comes out of raw_messages as it is in the tables" : "differs");
        out.flush();
    }
}
