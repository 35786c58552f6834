package io.candlelake.lake.row;

import io.candlelake.contract.table.Column;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row: {@code ticks BTC-USD 1052119289}. Values stand in the contract's order: text, Long, Integer, Boolean, UUID, BigDecimal
 * at scale 18, Long microseconds for a time, byte[].
 *
 * @param form of which table
 * @param values null where the column is
 */
public record Row(RowForm form, @Nullable Object[] values) {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    public @Nullable Object get(String column) {
        return values[form.index(column)];
    }

    /** {@code ""} for a row that names none. */
    public String product() {
        Object product = get(form.product());
        return product == null ? "" : product.toString();
    }

    /** The UTC day of the row's own time. */
    public LocalDate day() {
        return LocalDate.ofEpochDay(Math.floorDiv(micros(form.time()), MICROS_PER_DAY));
    }

    /** The time in that column, microseconds since the epoch. */
    public long micros(String column) {
        return number(column);
    }

    public long number(String column) {
        return ((Number) required(column)).longValue();
    }

    public BigDecimal decimal(String column) {
        return (BigDecimal) required(column);
    }

    public String text(String column) {
        return required(column).toString();
    }

    private Object required(String column) {
        return Objects.requireNonNull(get(column), () -> form.name() + " " + identity() + " has no " + column);
    }

    /** {@code BTC-USD 1052119289}: what names the row among its table's. */
    public String identity() {
        StringBuilder name = new StringBuilder();
        for (String column : form.identity()) {
            name.append(name.isEmpty() ? "" : " ").append(shown(column));
        }
        return name.toString();
    }

    /** The identity without its last column: what rows of one range share. */
    public String series() {
        List<String> parts = form.identity();
        StringBuilder name = new StringBuilder();
        for (String column : parts.subList(0, parts.size() - 1)) {
            name.append(name.isEmpty() ? "" : " ").append(shown(column));
        }
        return name.toString();
    }

    /** A column's value for a person. */
    public String shown(String column) {
        Object value = get(column);
        Column declared = form.columns().get(form.index(column));
        if (value == null) {
            return "none";
        }
        if (declared.type().equals("timestamptz")) {
            return new Timestamp((Long) value).toString();
        }
        if (value instanceof BigDecimal decimal) {
            return plain(decimal);
        }
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes, " + Sum.hex(bytes);
        }
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static String plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    /** {@code price 63514.6 → 63514.7}: what another row of the same name says otherwise, column by column. */
    public List<String> changesTo(Row other) {
        List<String> changes = new ArrayList<>();
        for (Column column : form.columns()) {
            if (!Objects.deepEquals(get(column.name()), other.get(column.name()))) {
                changes.add(column.name() + " " + shown(column.name()) + " → " + other.shown(column.name()));
            }
        }
        return changes;
    }

    /** The same bytes for the same values, whatever they were read from. */
    byte[] canonical() {
        byte[][] parts = new byte[values.length][];
        int length = 0;
        for (int i = 0; i < values.length; i++) {
            parts[i] = bytes(values[i]);
            length += 4 + parts[i].length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (int i = 0; i < values.length; i++) {
            all.putInt(values[i] == null ? -1 : parts[i].length).put(parts[i]);
        }
        return all.array();
    }

    private static byte[] bytes(@Nullable Object value) {
        if (value == null) {
            return new byte[0];
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.unscaledValue().toByteArray();
        }
        if (value instanceof Number number) {
            return ByteBuffer.allocate(Long.BYTES).putLong(number.longValue()).array();
        }
        if (value instanceof UUID id) {
            return ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
