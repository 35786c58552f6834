package io.candlelake.lake.audit;

/**
 * What one comparison found: {@code ticks topic = ticks, 1,234 rows, 2 days, PROVED}.
 *
 * @param name which
 * @param rows that were held against each other, remembered ones included
 * @param groups products and days of them
 * @param read rows that were read for it now, the others being proved before
 * @param inFlight records of the topic that are on their way into the table
 * @param verdict what came out
 * @param note one line for a person, or empty
 */
public record Check(String name, long rows, long groups, long read, long inFlight, Verdict verdict, String note) {
    /** What came out. */
    public enum Verdict {
        /** Everything is as it must be. */
        PROVED(0),
        /** A row is missing, doubled or altered. */
        DIFFERS(1),
        /** Something could not be looked at. */
        CANNOT_SAY(2);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Of the command. */
        public int exitCode() {
            return exitCode;
        }
    }
}
