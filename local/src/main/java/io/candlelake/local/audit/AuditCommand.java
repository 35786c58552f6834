package io.candlelake.local.audit;

import io.candlelake.connect.SinkKind;
import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.audit.Audit;
import io.candlelake.lake.audit.AuditReport;
import io.candlelake.lake.audit.AuditSettings;
import io.candlelake.lake.audit.CannotSayException;
import io.candlelake.lake.audit.Check.Verdict;
import io.candlelake.lake.audit.LastAudit;
import io.candlelake.lake.audit.Ledger;
import io.candlelake.lake.audit.TopicLog;
import io.candlelake.local.option.LakeOption;
import io.candlelake.local.replay.ProgressLine;
import io.candlelake.local.stack.Part;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.stack.StackState;
import io.candlelake.local.view.OpenBroker;
import io.candlelake.local.view.Screen;
import io.candlelake.streams.StreamsSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./candlelake audit}: 0 proved, 1 differs, 2 cannot say. */
@Command(
        name = "audit",
        description = {
            "Prove that nothing is missing, doubled or altered: each topic against its table, frames against ticks, ticks "
                    + "against candles, by counts and hashes of each product and day, row by row where these differ.",
            "What was proved before and has not changed is not read again: it stands in audit.json beside the tables. "
                    + "When the stack is down, its broker is started for this, and stopped."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:proved",
            "1:differs: the rows are named",
            "2:cannot say: the broker, a topic or a table cannot be read; or the command was not understood"
        },
        footer = {
            "",
            "Example: ./candlelake audit",
            "Example: ./candlelake audit ticks --day 2026-07-07 --full --output json"
        })
public final class AuditCommand implements Callable<Integer> {
    private static final int CANNOT_SAY = 2;

    /** How a report is printed. */
    enum Output {
        TEXT,
        JSON
    }

    @Mixin
    private final LakeOption lake = new LakeOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE",
            description = "Only this table and what it is made from (default: all).")
    private @Nullable String table;

    @Option(names = "--day", paramLabel = "D", description = "Only rows of this UTC day: 2026-07-07.")
    private @Nullable LocalDate day;

    @Option(names = "--full", description = "Believe nothing that was proved before: read everything.")
    private boolean full;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Output output = Output.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<String> all = Tables.all().stream().map(Table::name).toList();
        if (table != null && !all.contains(table)) {
            throw new ParameterException(
                    spec.commandLine(), "no table is named '" + table + "': there are " + String.join(", ", all));
        }
        try {
            StackDirectory directory = lake.directory();
            requireTables(directory);
            AuditReport report = audit(directory, table == null ? all : List.of(table));
            // Of less than everything, the lake's metric could not say that the lake is proved.
            if (table == null && day == null) {
                new LastAudit(Instant.now(), report.verdict() == Verdict.PROVED).write(directory.lastAudit());
            }
            print(directory, report);
            return report.exitCode();
        } catch (StackException | CannotSayException | IllegalStateException unsaid) {
            spec.commandLine().getErr().println("candlelake: " + unsaid.getMessage());
            return CANNOT_SAY;
        }
    }

    private static void requireTables(StackDirectory directory) {
        if (!Files.exists(directory.catalog())) {
            throw new StackException("the " + directory.lake() + " lake in " + directory.path()
                    + " has no tables yet: wait until the stack is ready");
        }
    }

    private AuditReport audit(StackDirectory directory, List<String> tables) throws InterruptedException {
        AuditSettings settings = new AuditSettings(
                tables, Optional.ofNullable(day), full, StreamsSettings.APPLICATION_ID, futureBound());
        Path file = directory.path().resolve("audit.json");
        try (OpenBroker open = OpenBroker.of(directory);
                TopicLog log = new TopicLog(open.broker().address());
                LakeCatalog catalog = LakeCatalog.open(LakeSettings.local(directory.path()));
                ProgressLine line = new ProgressLine()) {
            Optional<SinkKind> sinking = open.started().isPresent()
                    ? Optional.empty()
                    : directory
                            .running()
                            .filter(stack -> stack.process(Part.CONNECT).isPresent())
                            .map(StackState::sink);
            Ledger before = Ledger.read(file);
            Audit.Result result = audit(open, log, catalog, settings, line, before, sinking);
            if (result.report().verdict() == Verdict.DIFFERS && sinking.isPresent()) {
                // A difference that a running stack resolves by itself within seconds is none.
                Thread.sleep(3_000);
                result = audit(open, log, catalog, settings, line, before, sinking);
            }
            result.ledger().write(file);
            return result.report();
        }
    }

    private static Audit.Result audit(
            OpenBroker open,
            TopicLog log,
            LakeCatalog catalog,
            AuditSettings settings,
            ProgressLine line,
            Ledger before,
            Optional<SinkKind> sinking) {
        return new Audit(catalog, log, new GroupPositions(open, log, sinking), settings, line::show).run(before);
    }

    /** As the streams app is told, which gets this environment too. */
    private static long futureBound() {
        return StreamsSettings.topology(Map.copyOf(System.getenv())).futureBoundMicros();
    }

    private void print(StackDirectory directory, AuditReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(AuditJson.object(directory.lake().word(), report));
        } else {
            spec.commandLine().getErr().println("the " + directory.lake() + " lake, " + directory.path());
            AuditText.lines(report, Screen.ofOutput().width()).forEach(out::println);
        }
        out.flush();
    }
}
