package io.candlelake.lake.maintain;

import org.apache.iceberg.Table;
import org.apache.iceberg.util.PropertyUtil;

/**
 * How large a table's files are to be: {@code 128 MiB, small below 96 MiB}.
 *
 * @param target what is aimed at, bytes: the table's {@code write.target-file-size-bytes}
 */
record FileSizes(long target) {
    static final String PROPERTY = "write.target-file-size-bytes";

    private static final long DEFAULT = 128L << 20;

    static FileSizes of(Table table) {
        return new FileSizes(PropertyUtil.propertyAsLong(table.properties(), PROPERTY, DEFAULT));
    }

    /** A smaller file is to be packed with others. */
    long small() {
        return target / 4 * 3;
    }
}
