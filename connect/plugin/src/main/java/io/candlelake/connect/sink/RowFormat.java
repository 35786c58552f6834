package io.candlelake.connect.sink;

import org.apache.iceberg.Schema;

/** What the records of a topic are. */
enum RowFormat {
    /** One JSON object, its fields named as the columns. */
    JSON {
        @Override
        RowReader reader(Schema schema) {
            return new JsonRows(schema, false);
        }
    },
    /** As {@link #JSON}; fields without a column are left out. */
    JSON_LENIENT {
        @Override
        RowReader reader(Schema schema) {
            return new JsonRows(schema, true);
        }
    },
    /** A frame as received, with headers: {@code raw_messages}. */
    RAW {
        @Override
        RowReader reader(Schema schema) {
            return new RawRows(schema);
        }
    };

    /** Throws {@link IllegalArgumentException} when the table has a column that such records cannot fill. */
    abstract RowReader reader(Schema schema);
}
