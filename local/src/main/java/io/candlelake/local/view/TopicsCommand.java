package io.candlelake.local.view;

import io.candlelake.local.option.LakeOption;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./candlelake topics}. */
@Command(
        name = "topics",
        description = {
            "Topics with partitions, records, end offset and size on disk. A transaction's marker takes an offset too, so "
                    + "topics that are written in transactions count more records than they hold. When the stack is "
                    + "down, its broker is started for this, and stopped."
        },
        footer = {"", "Example:", "  ./candlelake topics --lake replayed"})
public final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private final LakeOption lake = new LakeOption();

    @Option(names = "--all", description = "Those of Kafka Streams and Kafka Connect too.")
    private boolean all;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.ofOutput();
        List<TopicState> topics;
        try (OpenBroker open = OpenBroker.of(lake.directory())) {
            topics = TopicState.read(open.broker(), wanted(open.broker().topics()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            topics.forEach(topic -> out.println(Json.object(fields -> StatusJson.topicFields(fields, topic))));
        } else {
            table(topics).lines(screen.width()).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    /** The contract's first. */
    private List<String> wanted(Set<String> there) {
        List<String> ordered = new ArrayList<>(TopicState.ofContract(there));
        if (all) {
            there.stream().filter(topic -> !ordered.contains(topic)).sorted().forEachOrdered(ordered::add);
        }
        return ordered;
    }

    static TextTable table(List<TopicState> topics) {
        TextTable table = new TextTable("topic", ">partitions", ">records", ">end", ">size");
        for (TopicState topic : topics) {
            table.row(
                    topic.name(),
                    topic.partitions(),
                    Units.count(topic.records()),
                    Units.count(topic.end()),
                    Units.bytes(topic.bytes()));
        }
        return table;
    }
}
