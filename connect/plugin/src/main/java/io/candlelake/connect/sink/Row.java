package io.candlelake.connect.sink;

import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/**
 * One row, by column, in Iceberg's internal form: times as microseconds, decimals at their column's scale. Written over for the next
 * record, for the file writer keeps none of it.
 */
final class Row implements StructLike {
    private final @Nullable Object[] values;

    Row(int columns) {
        values = new Object[columns];
    }

    void clear() {
        java.util.Arrays.fill(values, null);
    }

    @Nullable
    Object get(int column) {
        return values[column];
    }

    void put(int column, @Nullable Object value) {
        values[column] = value;
    }

    @Override
    public int size() {
        return values.length;
    }

    // Iceberg's interface says null for "none", and takes the class of the caller's word.
    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T get(int column, Class<T> type) {
        return (T) values[column];
    }

    @Override
    public <T> void set(int column, T value) {
        values[column] = value;
    }
}
