package io.candlelake.streams;

import io.candlelake.streams.state.StateStores;
import io.candlelake.streams.topology.CandleTopology;
import io.candlelake.streams.topology.TopologySettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code --describe} prints: the topology, and each state store with the changelog topic that it lives in. */
final class Description {
    private Description() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        text.append(CandleTopology.build(TopologySettings.DEFAULT).describe());
        text.append("Group: ").append(StreamsSettings.APPLICATION_ID).append('\n');
        StateStores.changelogs().forEach((store, config) -> text.append("State store: ")
                .append(store)
                .append("\n   changelog: ")
                .append(StreamsSettings.APPLICATION_ID)
                .append('-')
                .append(store)
                .append("-changelog\n   ")
                .append(sorted(config))
                .append('\n'));
        return text.toString();
    }

    private static String sorted(Map<String, String> config) {
        return new TreeMap<>(config)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
