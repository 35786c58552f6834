package io.candlelake.endtoend.catalog;

/** Where in a commit a worker is struck. */
public enum Moment {
    /** Its request has left, and never arrives. */
    BEFORE,
    /** Its request arrives when it is dead, and perhaps when another has its partitions already. */
    LATE,
    /** The catalog has done it, and nobody hears of it. */
    AFTER
}
