package io.candlelake.lake.audit;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much of a topic a table must hold, by partition: records below {@code surely} are in it; those from there to below
 * {@code perhaps} may be, for they are on their way; no other is.
 *
 * @param surely offsets, exclusive
 * @param perhaps offsets, exclusive, not below the others
 */
public record Position(TreeMap<Integer, Long> surely, TreeMap<Integer, Long> perhaps) {

    /** The two are the same: the table says it itself. */
    public static Position exactly(Map<Integer, Long> offsets) {
        return new Position(new TreeMap<>(offsets), new TreeMap<>(offsets));
    }

    boolean isExact() {
        return surely.equals(perhaps);
    }
}
