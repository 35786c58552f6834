package io.candlelake.local.stack;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where each part answers.
 *
 * @param controller the broker's second port
 * @param byPart the broker for clients, Connect's REST, the simulator's market; the health of the others
 * @param simulatorHealth the simulator's
 */
record ChosenPorts(int controller, Map<Part, Integer> byPart, int simulatorHealth) {
    private static final int KAFKA = 19_092;
    private static final int CONTROLLER = 19_093;
    private static final int CONNECT = 18_083;
    private static final int SIMULATOR = 18_090;

    static ChosenPorts choose(StackPorts asked, Set<Part> parts, Ports ports) {
        Map<Part, Integer> byPart = new EnumMap<>(Part.class);
        // Those asked for by name come first, or a chosen one could be in their way.
        asked.kafka().ifPresent(port -> byPart.put(Part.BROKER, ports.choose("broker", asked.kafka(), port)));
        if (parts.contains(Part.CONNECT) && asked.connect().isPresent()) {
            byPart.put(Part.CONNECT, ports.choose("Connect worker", asked.connect(), CONNECT));
        }
        if (parts.contains(Part.SIMULATOR) && asked.simulator().isPresent()) {
            byPart.put(Part.SIMULATOR, ports.choose("simulator", asked.simulator(), SIMULATOR));
        }
        for (Part part : Part.values()) {
            if (parts.contains(part) && !byPart.containsKey(part)) {
                byPart.put(part, usual(part, ports));
            }
        }
        int controller = ports.chooseQuietly(CONTROLLER);
        return new ChosenPorts(controller, Map.copyOf(byPart), ports.any());
    }

    private static int usual(Part part, Ports ports) {
        return switch (part) {
            case BROKER -> ports.choose("broker", OptionalInt.empty(), KAFKA);
            case CONNECT -> ports.choose("Connect worker", OptionalInt.empty(), CONNECT);
            case SIMULATOR -> ports.choose("simulator", OptionalInt.empty(), SIMULATOR);
            case STREAMS, PRODUCER, LAKE_KEEPER -> ports.any();
        };
    }

    int of(Part part) {
        Integer port = byPart.get(part);
        if (port == null) {
            throw new IllegalArgumentException("the stack has no " + part);
        }
        return port;
    }

    OptionalInt find(Part part) {
        Integer port = byPart.get(part);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + of(Part.BROKER);
    }
}
