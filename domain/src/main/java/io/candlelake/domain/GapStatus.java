package io.candlelake.domain;

/** What has become of a gap. */
public enum GapStatus {
    /** Its trades are missing. */
    OPEN,
    /** Every one of its trades has come. */
    REPAIRED,
    /** Coinbase's REST API, asked several times, does not have its trades either; or they were too many to ask for. */
    UNREPAIRABLE
}
