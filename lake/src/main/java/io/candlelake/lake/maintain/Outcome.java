package io.candlelake.lake.maintain;

import java.util.List;

/**
 * What maintenance did to a table.
 *
 * @param before the table as it was
 * @param after as it is
 * @param replaced files that were packed
 * @param added files that hold their rows now
 * @param expired snapshots that went
 * @param deleted files that went with them
 * @param orphans files that went because nothing knew them
 * @param notes what was left for the next time, and why; a line each
 */
public record Outcome(
        TableHealth before,
        TableHealth after,
        int replaced,
        int added,
        long expired,
        long deleted,
        long orphans,
        List<String> notes) {}
