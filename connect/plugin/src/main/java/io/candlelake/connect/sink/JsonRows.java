package io.candlelake.connect.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows from messages in JSON, one object each, whose fields are named as the columns: straight from the bytes, without a tree.
 *
 * <p>What is written as our own writers write is read by {@link PlainJson}; everything else by Jackson, which also says what is wrong.
 * Messages of one writer have their fields in one order, so a field is looked for first where the message before had it.
 */
final class JsonRows implements RowReader {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Column> byName = new HashMap<>();
    private final PlainJson plain;
    private final boolean ignoresUnknown;
    private final List<Column> order = new ArrayList<>();

    private record Column(int index, String name, Value value, boolean required) {}

    /**
     * @param ignoresUnknown false: a field without a column makes the record unwritable, for nothing is dropped in silence
     * @throws IllegalArgumentException when a column's type is none that messages have
     */
    JsonRows(Schema schema, boolean ignoresUnknown) {
        this.plain = new PlainJson(schema);
        this.ignoresUnknown = ignoresUnknown;
        for (NestedField field : schema.columns()) {
            try {
                columns.add(new Column(columns.size(), field.name(), Value.of(field.type()), field.isRequired()));
            } catch (IllegalArgumentException unsupported) {
                throw new IllegalArgumentException(
                        "column " + field.name() + " cannot be written: " + unsupported.getMessage(), unsupported);
            }
        }
        columns.forEach(column -> byName.put(column.name(), column));
    }

    @Override
    public void read(SinkRecord record, Row row) throws UnwritableRecordException {
        row.clear();
        if (!(record.value() instanceof byte[] bytes)) {
            throw new UnwritableRecordException(
                    record.value() == null
                            ? "the record has no value"
                            : "the value is not bytes: value.converter must be ByteArrayConverter");
        }
        if (!plain.read(bytes, row)) {
            row.clear();
            parse(bytes, row);
        }
        requireAll(row);
    }

    private void parse(byte[] bytes, Row row) throws UnwritableRecordException {
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnwritableRecordException("not a JSON object");
            }
            readFields(json, row);
            if (json.nextToken() != null) {
                throw new UnwritableRecordException("something stands behind the JSON object");
            }
        } catch (JsonProcessingException broken) {
            throw new UnwritableRecordException("broken JSON: " + broken.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void readFields(JsonParser json, Row row) throws IOException, UnwritableRecordException {
        for (int position = 0; json.nextToken() == JsonToken.FIELD_NAME; position++) {
            Column column = column(position, json.currentName());
            JsonToken token = json.nextToken();
            if (column == null) {
                json.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                row.put(column.index(), value(column, json));
            }
        }
    }

    private @Nullable Column column(int position, String name) throws UnwritableRecordException {
        if (position < order.size() && order.get(position).name().equals(name)) {
            return order.get(position);
        }
        Column column = byName.get(name);
        if (column == null && !ignoresUnknown) {
            throw new UnwritableRecordException("the field '" + name + "' has no column");
        }
        if (column != null && position < columns.size()) {
            remember(position, column);
        }
        return column;
    }

    private void remember(int position, Column column) {
        if (position < order.size()) {
            order.set(position, column);
        } else if (position == order.size()) {
            order.add(column);
        }
    }

    private static Object value(Column column, JsonParser json) throws IOException, UnwritableRecordException {
        try {
            return column.value().read(json);
        } catch (UnwritableRecordException unfit) {
            throw new UnwritableRecordException(column.name() + " " + unfit.getMessage());
        }
    }

    private void requireAll(Row row) throws UnwritableRecordException {
        for (Column column : columns) {
            if (column.required() && row.get(column.index()) == null) {
                throw new UnwritableRecordException(column.name() + " is missing");
            }
        }
    }
}
