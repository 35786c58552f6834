package io.candlelake.local.maintain;

import io.candlelake.contract.table.Tables;
import io.candlelake.domain.Durations;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.maintain.Maintenance;
import io.candlelake.lake.maintain.Outcome;
import io.candlelake.lake.maintain.Plan;
import io.candlelake.lake.maintain.Retention;
import io.candlelake.lake.maintain.RetentionException;
import io.candlelake.local.option.LakeOption;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.stack.TerminalProgress;
import io.candlelake.local.view.Screen;
import io.candlelake.local.view.Units;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ./candlelake maintain ticks}: packs, expires and cleans, also while the stack runs. */
@Command(
        name = "maintain",
        description = {
            "Pack small files into sorted ones, expire snapshots older than the promised time travel, remove orphaned files.",
            "Safe while the stack runs, which does the same by itself every five minutes (`up --maintenance`)."
        },
        footer = {
            "",
            "Example: ./candlelake maintain --dry-run",
            "Example: ./candlelake maintain ticks --retention 14d",
            "What a table promises is its property " + Retention.PROMISE
                    + ", 7 days at first. --promise 2d changes it for good;",
            "--retention cannot go below it. No file younger than LAKE_LONGEST_COMMIT (1h) is an orphan."
        })
public final class MaintainCommand implements Callable<Integer> {
    @Mixin
    private final LakeOption lake = new LakeOption();

    @Parameters(paramLabel = "TABLE", arity = "0..1", description = "One table (default: all).")
    private @Nullable String only;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--retention",
            paramLabel = "AGE",
            converter = Ages.class,
            description = "Keep snapshots so long, such as 14d (default: what the table promises).")
    private @Nullable Duration retention;

    @Option(
            names = "--orphan-age",
            paramLabel = "AGE",
            converter = Ages.class,
            description = "Remove files that nothing knows once they are so old (default: LAKE_ORPHAN_AGE, else 1d).")
    private @Nullable Duration orphanAge;

    @Option(
            names = "--promise",
            paramLabel = "AGE",
            converter = Ages.class,
            description = "From now on, promise so much time travel.")
    private @Nullable Duration promise;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static final class Ages implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Durations.of(text);
            } catch (IllegalArgumentException bad) {
                throw new TypeConversionException(String.valueOf(bad.getMessage()));
            }
        }
    }

    @Override
    public Integer call() {
        List<String> names = names();
        Retention keep = retention();
        StackDirectory directory = lake.directory();
        if (!Files.exists(directory.catalog())) {
            throw new StackException("the " + directory.lake() + " lake in " + directory.path()
                    + " has no tables yet: wait until the stack is ready");
        }
        HealthTable health = new HealthTable();
        try (LakeCatalog catalog = LakeCatalog.open(LakeSettings.local(directory.path()));
                TerminalProgress progress = TerminalProgress.onError()) {
            List<Table> tables = names.stream()
                    .filter(catalog::tableExists)
                    .map(catalog::table)
                    .toList();
            if (promise != null && !dryRun) {
                tables.forEach(table -> Maintenance.promise(table, promise));
            }
            // All are checked before the first is touched.
            tables.forEach(keep::check);
            tables.forEach(table -> maintain(table, keep, health, progress));
        } catch (RetentionException refused) {
            throw notUnderstood(refused);
        } catch (IllegalStateException broken) {
            throw new StackException(String.valueOf(broken.getMessage()), broken);
        }
        PrintWriter out = spec.commandLine().getOut();
        health.lines(Screen.ofOutput().width()).forEach(out::println);
        out.flush();
        return 0;
    }

    private void maintain(Table table, Retention keep, HealthTable health, TerminalProgress progress) {
        String name = table.name().substring(table.name().lastIndexOf('.') + 1);
        StepProgress steps = new StepProgress(progress, name);
        try {
            Maintenance maintenance = new Maintenance(table, keep, Clock.systemUTC(), steps);
            if (dryRun) {
                Plan plan = maintenance.plan();
                steps.done(HealthTable.words(plan));
                health.row(name, "now", plan.health());
                return;
            }
            Outcome outcome = maintenance.run();
            steps.done(Units.count(outcome.replaced()) + " files packed into " + Units.count(outcome.added()) + ", "
                    + Units.count(outcome.expired()) + " snapshots expired, " + Units.count(outcome.orphans())
                    + " orphans removed");
            outcome.notes().forEach(progress::say);
            health.row(name, "before", outcome.before());
            health.row(name, "after", outcome.after());
        } finally {
            steps.end();
        }
    }

    private List<String> names() {
        List<String> known = Tables.all().stream()
                .map(io.candlelake.contract.table.Table::name)
                .toList();
        if (only == null) {
            return known;
        }
        if (!known.contains(only)) {
            throw new ParameterException(
                    spec.commandLine(), "there is no table '" + only + "'; there are " + String.join(", ", known));
        }
        return List.of(only);
    }

    private Retention retention() {
        try {
            Retention usual = Retention.parse(System.getenv());
            return new Retention(
                    Optional.ofNullable(retention),
                    orphanAge == null ? usual.orphans() : orphanAge,
                    usual.longestCommit());
        } catch (IllegalArgumentException bad) {
            throw notUnderstood(bad);
        }
    }

    private ParameterException notUnderstood(RuntimeException why) {
        return new ParameterException(spec.commandLine(), String.valueOf(why.getMessage()), why);
    }
}
