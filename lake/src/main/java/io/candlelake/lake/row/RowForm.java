package io.candlelake.lake.row;

import io.candlelake.contract.table.Column;
import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import java.util.List;
import java.util.Map;

/**
 * How the rows of a table are told apart and grouped: {@code RowForm.of("ticks")} groups by {@code product_id} and the day of
 * {@code time}, and a row is named by its {@code product_id} and {@code trade_id}.
 *
 * @param table the contract's definition
 * @param product the column of the market
 * @param time the column whose UTC day a row belongs to
 * @param identity the columns that name a row; the last one is counted up where it is a number of one writer
 * @param counted whether neighbours by the last column of the identity make a range
 */
public record RowForm(Table table, String product, String time, List<String> identity, boolean counted) {
    private static final Map<String, RowForm> ALL = Map.of(
            "raw_messages",
            form("raw_messages", "kafka_key", "received_at", List.of("kafka_partition", "kafka_offset"), true),
            "ticks",
            form("ticks", "product_id", "time", List.of("product_id", "trade_id"), true),
            "candles",
            form(
                    "candles",
                    "product_id",
                    "open_time",
                    List.of("product_id", "interval", "open_time", "revision"),
                    false),
            "rejects",
            form(
                    "rejects",
                    "product_id",
                    "received_at",
                    List.of("raw_partition", "raw_offset", "reason", "detail"),
                    false),
            "gaps",
            form(
                    "gaps",
                    "product_id",
                    "detected_at",
                    List.of("product_id", "first_missing_id", "last_missing_id", "status"),
                    false),
            "spot_prices",
            form("spot_prices", "product_id", "fetched_at", List.of("price_id"), false),
            "alerts",
            form("alerts", "product_id", "time", List.of("alert_id"), false));

    /** Of a table of the contract. Throws {@link IllegalArgumentException} for another. */
    public static RowForm of(String table) {
        RowForm form = ALL.get(table);
        if (form == null) {
            throw new IllegalArgumentException("no table is named " + table);
        }
        return form;
    }

    private static RowForm form(String name, String product, String time, List<String> identity, boolean counted) {
        return new RowForm(Tables.named(name), product, time, identity, counted);
    }

    public String name() {
        return table.name();
    }

    public List<Column> columns() {
        return table.columns();
    }

    /** Where the column stands in a row. Throws {@link IllegalArgumentException} when there is none. */
    public int index(String column) {
        for (int i = 0; i < columns().size(); i++) {
            if (columns().get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("table " + name() + " has no column " + column);
    }
}
