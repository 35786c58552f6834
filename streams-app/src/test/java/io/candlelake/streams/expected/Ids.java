package io.candlelake.streams.expected;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which trades of a product are known to exist, which of them came, and between which times one that did not must lie. */
final class Ids {
    private static final long EVER = Long.MIN_VALUE;
    private static final long NEVER = Long.MAX_VALUE;

    private final TreeMap<Long, Trade> seen = new TreeMap<>();
    private final List<Naming> namings = new ArrayList<>();
    private long newest;
    private long floor = -1;

    /** At this time the id existed; and, unless it is only a report of it, no later one. */
    private record Naming(long micros, long id, boolean isNewest) {}

    /**
     * A run of ids that are known to exist and did not come.
     *
     * @param from its trades are not older, microseconds
     * @param to its trades are not newer, microseconds
     */
    record Hole(long first, long last, long from, long to) {
        boolean mayLieWithin(long openTime, long closeTime) {
            return from < closeTime && to >= openTime;
        }
    }

    /** False when it came before. */
    boolean add(Trade trade) {
        newest = Math.max(newest, trade.id());
        return seen.putIfAbsent(trade.id(), trade) == null;
    }

    void named(long micros, long id, boolean isNewest) {
        if (id > 0) {
            namings.add(new Naming(micros, id, isNewest));
            newest = Math.max(newest, id);
        }
    }

    /** What came before the first news of a product was never missed. */
    void endOfFrame() {
        if (newest > 0 && floor < 0) {
            floor = seen.isEmpty() ? newest : seen.firstKey();
        } else if (!seen.isEmpty()) {
            floor = Math.min(floor, seen.firstKey());
        }
    }

    private long first() {
        return seen.isEmpty() ? NEVER : seen.firstKey();
    }

    boolean contains(long id) {
        return seen.containsKey(id);
    }

    /** The largest that came; 0 before the first. */
    long largest() {
        return seen.isEmpty() ? 0 : seen.lastKey();
    }

    /** The largest that is known to exist; 0 before the first news. */
    long newest() {
        return newest;
    }

    boolean isCounted(long id) {
        return floor >= 0 && id > floor;
    }

    /** How many between the two did not come. */
    long missing(long first, long last) {
        return last - first + 1 - seen.subMap(first, true, last, true).size();
    }

    /** Runs of missing ids, ascending. */
    List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        if (floor < 0) {
            return holes;
        }
        long next = floor + 1;
        for (long id : seen.tailMap(next).keySet()) {
            if (id > next) {
                holes.add(hole(next, id - 1));
            }
            next = id + 1;
        }
        if (next <= newest) {
            holes.add(hole(next, newest));
        }
        return holes;
    }

    private Hole hole(long first, long last) {
        return new Hole(first, last, notBefore(first), notAfter(last));
    }

    /** The newest time at which a trade with a smaller id took place, or was the newest; before the first that came, nothing is made of it. */
    private long notBefore(long id) {
        if (id <= first()) {
            return EVER;
        }
        long time = seen.headMap(id).values().stream()
                .mapToLong(Trade::micros)
                .max()
                .orElse(EVER);
        for (Naming naming : namings) {
            time = naming.isNewest() && naming.id() < id ? Math.max(time, naming.micros()) : time;
        }
        return time;
    }

    /** The oldest time at which a trade with this id or a larger one took place, or was named. */
    long notAfter(long id) {
        long time = seen.tailMap(id).values().stream()
                .mapToLong(Trade::micros)
                .min()
                .orElse(NEVER);
        for (Naming naming : namings) {
            time = naming.id() >= id ? Math.min(time, naming.micros()) : time;
        }
        return time;
    }
}
