package io.candlelake.connect.sink;

/** What to do with rows in a table of which no sink says from which records they are. */
enum UnknownRows {
    /** Write nothing: the records may be in the table already. */
    REFUSE,
    /** Add all records to them. */
    KEEP
}
