package io.candlelake.local.replay;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.local.option.DataOption;
import io.candlelake.local.option.SinkOption;
import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.stack.StackState;
import io.candlelake.local.view.Broker;
import io.candlelake.local.view.Units;
import io.candlelake.producer.raw.RawWriteException;
import io.candlelake.producer.replay.Progress;
import io.candlelake.producer.replay.Replay;
import io.candlelake.producer.replay.ReplayException;
import io.candlelake.producer.replay.ReplaySummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./candlelake replay frames.ndjson.gz}. */
@Command(
        name = "replay",
        description = {
            "Feed recorded Coinbase frames, one a line, plain or gzip, through the whole stack, wait until all is in the "
                    + "tables, and say what became of them. They go to a lake of their own, replayed. Its running stack is "
                    + "used (up --replayed), else one is started, and stopped again. A file can be replayed twice: trades "
                    + "are known by their ids."
        },
        footer = {"", "Example:", "  ./candlelake replay recordings/2026-07-07.ndjson.gz"})
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "In the order of their time.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "The summary as one JSON object.")
    private boolean json;

    @Option(names = "--lake", paramLabel = "LAKE", description = "replayed, where every replay goes.")
    private String lake = Lake.REPLAYED.word();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final SinkOption sink = new SinkOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!lake.equals(Lake.REPLAYED.word())) {
            throw new ParameterException(
                    spec.commandLine(), "--lake is " + lake + ", but a replay goes to the lake replayed alone");
        }
        Recordings.check(files);
        try {
            ReplayReport report = replay(StackDirectory.of(data.path(), Lake.REPLAYED));
            PrintWriter out = spec.commandLine().getOut();
            (json ? List.of(report.json()) : report.lines()).forEach(out::println);
            out.flush();
            return 0;
        } catch (ReplayException | RawWriteException broken) {
            throw new StackException(String.valueOf(broken.getMessage()), broken);
        } catch (InterruptedException | InterruptException stopped) {
            // Not what was asked for, so no success either.
            throw new StackException(
                    "stopped before all was in the tables; to replay the files again does no harm", stopped);
        }
    }

    private ReplayReport replay(StackDirectory directory) throws InterruptedException {
        ReplayLock lock = ReplayLock.take(directory);
        try (ReplayStack stack = ReplayStack.of(directory, sink.kind())) {
            return through(stack.state(), directory);
        } finally {
            lock.close();
        }
    }

    private ReplayReport through(StackState stack, StackDirectory directory) throws InterruptedException {
        try (Broker broker = Broker.at(stack.bootstrapServers());
                LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory.path()));
                ProgressLine line = new ProgressLine()) {
            line.show("waiting for topics and tables to be at rest");
            Baseline before = Baseline.read(broker, lake, stack.sink());
            long began = System.nanoTime();
            ReplaySummary sent = Replay.run(files, stack.bootstrapServers(), progress -> line.show(sending(progress)));
            Outcome outcome = new Commitment(broker, lake, before, line).await();
            return new ReplayReport(
                    files.size(), sent, outcome, Duration.ofNanos(System.nanoTime() - began), options(directory));
        }
    }

    private static String sending(Progress progress) {
        long percent = progress.fileBytes() == 0 ? 100 : progress.bytes() * 100 / progress.fileBytes();
        return (progress.phase() == Progress.Phase.CHECKING ? "checking " : "sending ")
                + progress.file().getFileName() + ": " + percent + " %, " + Units.count(progress.frames())
                + " frames sent";
    }

    /** What `sql` must be told where it would not look by itself. */
    private static String options(StackDirectory directory) {
        boolean usual = directory.data().equals(Path.of("data").toAbsolutePath().normalize());
        return (usual ? "" : " --data " + directory.data()) + " --lake " + directory.lake();
    }
}
