package io.candlelake.lake.audit;

import io.candlelake.lake.audit.Check.Verdict;
import java.util.List;

/**
 * All that an audit found.
 *
 * @param full whether nothing that was proved before was believed
 * @param checks in the order of the way of a trade
 * @param differences what is wrong, row by row; at most {@link RowComparison#MOST} of each product and day
 * @param notices what is odd but no difference: spikes, empty days
 */
public record AuditReport(boolean full, List<Check> checks, List<Difference> differences, List<String> notices) {

    /** DIFFERS when anything differs, else CANNOT_SAY when anything could not be looked at, else PROVED. */
    public Verdict verdict() {
        if (!differences.isEmpty() || checks.stream().anyMatch(check -> check.verdict() == Verdict.DIFFERS)) {
            return Verdict.DIFFERS;
        }
        return checks.stream().anyMatch(check -> check.verdict() == Verdict.CANNOT_SAY)
                ? Verdict.CANNOT_SAY
                : Verdict.PROVED;
    }

    /** 0 proved, 1 differs, 2 cannot say. */
    public int exitCode() {
        return verdict().exitCode();
    }
}
