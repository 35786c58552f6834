package io.candlelake.local.view;

import io.candlelake.local.option.LakeOption;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./candlelake inspect ticks --limit 5}. */
@Command(
        name = "inspect",
        description = {
            "The newest records of a topic, committed ones alone, oldest first. On a terminal lines are cut to its width; "
                    + "--json has everything. When the stack is down, its broker is started for this, and stopped."
        },
        footer = {
            "",
            "Examples:",
            "  ./candlelake inspect ticks --limit 5",
            "  ./candlelake inspect candles --key BTC-USD --follow",
            "  ./candlelake inspect rejects --json | jq -r '.value | fromjson | .reason'"
        })
public final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TOPIC", description = "Such as raw_messages, ticks, candles, rejects.")
    private String topic = "";

    @Option(names = "--limit", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit = 10;

    @Option(names = "--key", paramLabel = "BTC-USD", description = "Only records of this key, the product.")
    private @Nullable String key;

    @Option(names = "--follow", description = "Go on with what is written from now, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--json",
            description = "One JSON object a line: key, partition, offset, timestamp, headers, value.")
    private boolean json;

    @Mixin
    private final LakeOption lake = new LakeOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + ", not a number from 0");
        }
        StackDirectory directory = lake.directory();
        if (follow && directory.running().isEmpty()) {
            throw new StackException("nothing to follow: the stack is down; start it with ./candlelake up");
        }
        Screen screen = Screen.ofOutput();
        try (OpenBroker open = OpenBroker.of(directory)) {
            requireTopic(open.broker().topics());
            PrintWriter out = spec.commandLine().getOut();
            RecordPrinter printer = json ? RecordPrinter.json(out) : RecordPrinter.table(topic, screen.width(), out);
            NewestRecords newest = new NewestRecords(open.broker(), topic, Optional.ofNullable(key));
            printer.print(newest.read(limit));
            if (follow) {
                new Follow(open.broker(), directory, newest).into(printer);
            }
        }
        return 0;
    }

    private void requireTopic(Set<String> there) {
        if (!there.contains(topic)) {
            List<String> ours = TopicState.ofContract(there);
            throw new StackException("no topic is named '" + Text.printable(topic) + "'; there are "
                    + (ours.isEmpty() ? "none yet" : String.join(", ", ours))
                    + " (./candlelake topics --all lists all)");
        }
    }
}
