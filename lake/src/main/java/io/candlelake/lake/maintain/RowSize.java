package io.candlelake.lake.maintain;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.iceberg.StructLike;

/** About how many bytes of memory a row takes: what a sort must know, for a frame may be megabytes and a tick is a few hundred. */
final class RowSize {
    private static final long ROW = 64;
    private static final long FIELD = 8;
    private static final long TEXT = 48;
    private static final long DECIMAL = 96;
    private static final long BYTES = 64;
    private static final long OTHER = 24;

    private RowSize() {}

    static long of(StructLike row) {
        long bytes = ROW;
        for (int i = 0; i < row.size(); i++) {
            bytes += FIELD + of(row.get(i, Object.class));
        }
        return bytes;
    }

    @SuppressWarnings("NullAway") // a column that may be null is
    private static long of(Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof CharSequence text) {
            return TEXT + text.length();
        }
        if (value instanceof BigDecimal) {
            return DECIMAL;
        }
        return value instanceof ByteBuffer buffer ? BYTES + buffer.remaining() : OTHER;
    }
}
