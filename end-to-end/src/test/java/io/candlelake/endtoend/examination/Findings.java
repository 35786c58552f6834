package io.candlelake.endtoend.examination;

import java.util.List;

/**
 * What an examination found.
 *
 * @param trades in the simulator's ledger
 * @param lost trades without a tick
 * @param duplicates ticks too many
 * @param different ticks that are not as the ledger has them, and those of no trade
 * @param opened gaps
 * @param repaired gaps, or parts
 * @param unrepairable gaps, or parts
 * @param broken frames in raw_messages that are not what Coinbase documents
 * @param problems one line each; none when all is well
 */
public record Findings(
        long trades,
        long lost,
        long duplicates,
        long different,
        long opened,
        long repaired,
        long unrepairable,
        long broken,
        List<String> problems) {}
