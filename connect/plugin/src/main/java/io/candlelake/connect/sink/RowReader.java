package io.candlelake.connect.sink;

import org.apache.kafka.connect.sink.SinkRecord;

/** Makes the row of a record. */
interface RowReader {
    /**
     * Fills the row.
     *
     * @throws UnwritableRecordException when the record has no row in this table; the row is then of no use
     */
    void read(SinkRecord record, Row row) throws UnwritableRecordException;
}
