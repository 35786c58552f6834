package io.candlelake.endtoend.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.part.LakeStack;
import io.candlelake.endtoend.plain.CurrentTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether new rows are in the busy tables since a moment; of our sink, whose tables say so, of each partition. */
final class Freshness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OFFSETS = "candlelake.offsets";

    /** A partition without a product's trades gets a frame now and then, such as what a new connection is greeted with. */
    private static final int BUSY_ROWS = 100;

    private final Path catalog;
    private final Map<String, String> locations = new HashMap<>();
    private final Map<String, Long> known = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private Map<String, Long> marked = Map.of();
    private Map<String, Long> base = Map.of();

    Freshness(Path catalog) {
        this.catalog = catalog;
    }

    /** What is in the tables now is old from here on. */
    void mark() {
        look();
        known.forEach((place, rows) -> {
            if (rows - marked.getOrDefault(place, 0L) >= BUSY_ROWS) {
                busy.add(place);
            }
        });
        marked = Map.copyOf(known);
        base = new HashMap<>(known);
        base.keySet().retainAll(busy);
    }

    /** Whether all that had rows in quantity has more; false before the first. */
    boolean hasArrived() {
        look();
        return known.keySet().containsAll(LakeStack.BUSY)
                && base.entrySet().stream()
                        .allMatch(entry -> known.getOrDefault(entry.getKey(), 0L) > entry.getValue());
    }

    /** What waits, for a person. */
    String missing() {
        return base.entrySet().stream()
                .filter(entry -> known.getOrDefault(entry.getKey(), 0L) <= entry.getValue())
                .map(entry -> entry.getKey() + " at " + entry.getValue())
                .sorted()
                .toList()
                .toString();
    }

    private void look() {
        for (String name : LakeStack.BUSY) {
            String location = CurrentTable.location(catalog, name);
            if (!location.equals(locations.put(name, location))) {
                look(CurrentTable.of(catalog, name));
            }
        }
    }

    private void look(CurrentTable table) {
        table.snapshot()
                .ifPresent(snapshot -> known.put(
                        table.name(),
                        snapshot.path("summary").path("total-records").asLong()));
        Optional<String> offsets = table.property(OFFSETS);
        offsets.map(Freshness::parsed).ifPresent(topics -> topics.path(table.name())
                .properties()
                .forEach(partition -> known.put(
                        table.name() + "/" + partition.getKey(),
                        partition.getValue().longValue())));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException foreign) {
            throw new UncheckedIOException(foreign);
        }
    }
}
