package io.candlelake.query.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.candlelake.query.statement.Cell.Kind;
import io.trino.jdbc.Row;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a result set's values as cells: by the type the server declared, not the one the driver chose. */
final class Cells {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Cells() {}

    static Cell read(ResultSet rows, int column, String type) throws SQLException {
        if (rows.getObject(column) == null) {
            return Cell.NULL;
        }
        return switch (baseOf(type)) {
            case "tinyint", "smallint", "integer", "bigint" -> new Cell(Kind.NUMBER, rows.getString(column));
            case "real", "double" -> floating(rows.getString(column));
            case "decimal" -> new Cell(Kind.DECIMAL, rows.getBigDecimal(column).toPlainString());
            case "boolean" -> new Cell(Kind.BOOLEAN, rows.getString(column));
            case "timestamp with time zone" ->
                new Cell(Kind.TIME, Times.utc(rows.getObject(column, ZonedDateTime.class)));
            case "timestamp" -> new Cell(Kind.TIME, Times.local(rows.getObject(column, LocalDateTime.class)));
            case "varbinary" -> new Cell(Kind.TEXT, Bytes.text(rows.getBytes(column)));
            case "array", "map", "row" ->
                new Cell(Kind.NESTED, node(rows.getObject(column)).toString());
            case "json" -> new Cell(Kind.NESTED, compact(rows.getString(column)));
            default -> new Cell(Kind.TEXT, rows.getString(column));
        };
    }

    /** {@code timestamp(6) with time zone} is {@code timestamp with time zone}, {@code decimal(38,18)} is {@code decimal}. */
    private static String baseOf(String type) {
        return type.startsWith("timestamp") || type.startsWith("time")
                ? type.replaceFirst("\\(\\d+\\)", "")
                : type.replaceFirst("\\(.*", "");
    }

    private static Cell floating(String text) {
        // NaN and the infinities are no JSON numbers.
        boolean finite = Character.isDigit(text.charAt(text.length() - 1));
        return new Cell(finite ? Kind.NUMBER : Kind.TEXT, text);
    }

    private static JsonNode node(@Nullable Object value) throws SQLException {
        if (value == null) {
            return JSON.nullNode();
        } else if (value instanceof Row row) {
            return row(row);
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                object.set(String.valueOf(entry.getKey()), node(entry.getValue()));
            }
            return object;
        } else if (value instanceof Array array) {
            return array(Arrays.asList((Object[]) array.getArray()));
        } else if (value instanceof List<?> list) {
            return array(list);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return JSON.numberNode(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            return JSON.numberNode(((Number) value).doubleValue());
        } else if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        } else if (value instanceof BigDecimal decimal) {
            return JSON.textNode(decimal.toPlainString());
        } else if (value instanceof byte[] bytes) {
            return JSON.textNode(Bytes.text(bytes));
        }
        return JSON.textNode(value.toString());
    }

    private static ObjectNode row(Row row) throws SQLException {
        ObjectNode object = JSON.objectNode();
        int position = 0;
        for (var field : row.getFields()) {
            object.set(field.getName().orElse("field" + position), node(field.getValue()));
            position++;
        }
        return object;
    }

    private static ArrayNode array(List<?> values) throws SQLException {
        ArrayNode array = JSON.arrayNode();
        for (Object value : values) {
            array.add(node(value));
        }
        return array;
    }

    private static String compact(String json) throws SQLException {
        try {
            return new ObjectMapper().readTree(json).toString();
        } catch (JsonProcessingException broken) {
            throw new SQLException("the server sent a broken JSON value", broken);
        }
    }
}
