package io.candlelake.producer.gap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The trades of one product that are known to exist and have not come, as holes that do not overlap. What is not in a hole has come: there is
 * no second account of it. Not thread-safe.
 */
final class Holes {
    private final TreeMap<Long, Hole> byFirst = new TreeMap<>();
    private final int most;
    private final Consumer<OpenGap> closed;

    /**
     * @param most holes that are held; of more, the two oldest become one, and the trades between them are asked for again
     * @param closed told when nothing is left of a gap
     */
    Holes(int most, Consumer<OpenGap> closed) {
        this.most = most;
        this.closed = closed;
    }

    boolean isEmpty() {
        return byFirst.isEmpty();
    }

    /** Ascending. */
    Collection<Hole> all() {
        return byFirst.values();
    }

    /** Descending: newest first. */
    Collection<Hole> newestFirst() {
        return byFirst.descendingMap().values();
    }

    void clear() {
        List.copyOf(byFirst.values()).forEach(this::remove);
    }

    void add(Hole hole) {
        byFirst.put(hole.first, hole);
        hole.gap.addHole();
        if (byFirst.size() > most) {
            joinOldest();
        }
    }

    private void joinOldest() {
        Hole oldest = byFirst.pollFirstEntry().getValue();
        Hole next = byFirst.firstEntry().getValue();
        remove(next);
        byFirst.put(oldest.first, new Hole(oldest.first, next.last, oldest.gap, next.dueNanos));
    }

    void remove(Hole hole) {
        byFirst.remove(hole.first);
        if (hole.gap.removeHole()) {
            closed.accept(hole.gap);
        }
    }

    /** The trade came; false when it was not missing. */
    boolean fill(long id) {
        Map.Entry<Long, Hole> entry = byFirst.floorEntry(id);
        if (entry == null || entry.getValue().last < id) {
            return false;
        }
        remove(isolate(entry.getValue(), id, id));
        if (byFirst.size() > most) {
            joinOldest();
        }
        return true;
    }

    /** The holes from first to last; one that reaches further is split there. */
    List<Hole> within(long first, long last) {
        List<Hole> touching = new ArrayList<>();
        Map.Entry<Long, Hole> before = byFirst.lowerEntry(first);
        if (before != null && before.getValue().last >= first) {
            touching.add(before.getValue());
        }
        if (first <= last) {
            touching.addAll(byFirst.subMap(first, true, last, true).values());
        }
        return touching.stream()
                .map(hole -> isolate(hole, Math.max(first, hole.first), Math.min(last, hole.last)))
                .toList();
    }

    private Hole isolate(Hole hole, long first, long last) {
        if (first == hole.first && last == hole.last) {
            return hole;
        }
        Hole isolated = hole.part(first, last);
        byFirst.put(first, isolated);
        hole.gap.addHole();
        if (hole.first < first) {
            byFirst.put(hole.first, hole.part(hole.first, first - 1));
            hole.gap.addHole();
        }
        if (hole.last > last) {
            byFirst.put(last + 1, hole.part(last + 1, hole.last));
            hole.gap.addHole();
        }
        hole.gap.removeHole();
        return isolated;
    }
}
