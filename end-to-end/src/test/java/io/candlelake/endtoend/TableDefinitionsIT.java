package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables have the columns that users were told of: names, and types where they were told. */
@Tag("slow")
@Order(2)
@ExtendWith(ReplayedStack.Provider.class)
final class TableDefinitionsIT {
    private static final Map<String, String> COLUMNS = Map.of(
            "ticks",
                    "product_id string, trade_id long, price decimal(38, 18), size decimal(38, 18), taker_side string, "
                            + "time timestamptz, sequence long?, feed string, received_at timestamptz, "
                            + "raw_partition int, raw_offset long",
            "candles",
                    "product_id string, interval string, open_time timestamptz, close_time timestamptz, open ?, high ?, "
                            + "low ?, close ?, volume, notional, vwap ?, buy_volume, sell_volume, trade_count, "
                            + "first_trade_id ?, last_trade_id ?, missing_trades, complete boolean, status string, "
                            + "revision int, reason string, emitted_at timestamptz",
            "rejects",
                    "reason string, detail string, payload binary, feed string, product_id string?, "
                            + "received_at timestamptz, raw_partition int, raw_offset long",
            "gaps",
                    "product_id string, first_missing_id long, last_missing_id long, status string, cause string, "
                            + "detected_at timestamptz, resolved_at timestamptz?",
            "raw_messages",
                    "payload binary, feed string, channel string, connection_id string, received_at timestamptz, "
                            + "kafka_partition int, kafka_offset long, kafka_timestamp timestamptz, "
                            + "kafka_key string?");

    private final ReplayedStack stack;

    TableDefinitionsIT(ReplayedStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticks", "candles", "rejects", "gaps", "raw_messages"})
    void aTableHasItsColumns(String name) {
        Table table = stack.tables().table(name);
        List<String> told = List.of(COLUMNS.getOrDefault(name, "").split(", (?![0-9])"));
        assertThat(table.schema().columns().stream().map(Types.NestedField::name))
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(TableDefinitionsIT::name).toList());
        for (String column : told) {
            Types.NestedField field = table.schema().findField(name(column));
            String type =
                    column.substring(name(column).length()).replace("?", "").strip();
            assertThat(type.isEmpty() || field.type().toString().equals(type))
                    .as(field + " should be " + type)
                    .isTrue();
            assertThat(column.endsWith("?") && field.isRequired())
                    .as(field + " may be absent")
                    .isFalse();
        }
    }

    private static String name(String column) {
        return column.replaceFirst(" .*", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticks", "candles", "rejects", "gaps", "raw_messages"})
    void aTableIsOfFormatVersionTwo(String name) {
        assertThat(((BaseTable) stack.tables().table(name))
                        .operations()
                        .current()
                        .formatVersion())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticks", "raw_messages"})
    void theLargeTablesArePartitionedByDay(String name) {
        assertThat(stack.tables().table(name).spec().fields().stream()
                        .map(field -> field.transform().toString())
                        .collect(Collectors.toList()))
                .contains("day");
    }
}
