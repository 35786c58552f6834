package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerInterval;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The job in SQL: a table over raw_messages, a view that keeps the first row of each id, six tumbling windows.
 *
 * <p>Open and close are {@code FIRST_VALUE} and {@code LAST_VALUE}, which go by arrival: SQL's time attributes have milliseconds
 * and no second key, so trades of one time, and late ones, come out wrong. That is counted, not mended.
 */
public final class FlinkSql {
    /** A row of state for each id, which SQL cannot forget by event time, is in every checkpoint: fewer of them are kinder. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    private FlinkSql() {}

    public static void main(String[] words) throws Exception {
        StreamTableEnvironment tables = StreamTableEnvironment.create(MiniCluster.environment(CHECKPOINT_INTERVAL));
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        tables.executeSql(rawMessages());
        tables.executeSql(sinkTable(
                "ticks",
                "trade_id BIGINT, price STRING, size STRING, side STRING, sequence BIGINT, `time` TIMESTAMP_LTZ(3)"));
        tables.executeSql(sinkTable(
                "candles",
                "`interval` STRING, open_time TIMESTAMP(3), `open` STRING, high STRING, low STRING, `close` STRING,"
                        + " volume STRING, notional STRING, trade_count BIGINT"));
        tables.executeSql(trades());
        StatementSet statements = tables.createStatementSet();
        statements.addInsertSql("INSERT INTO ticks SELECT product_id, trade_id, CAST(price AS STRING),"
                + " CAST(size AS STRING), side, sequence, event_time FROM trades");
        // One statement, so one sink: two on a table would share their transactional ids.
        statements.addInsertSql(PeerInterval.ALL.stream()
                .map(FlinkSql::candles)
                .collect(Collectors.joining(" UNION ALL ", "INSERT INTO candles ", "")));
        statements.execute().await();
    }

    /** A frame that is no JSON is skipped, a field that is no such value is null: then the row is filtered out. */
    private static String rawMessages() {
        return "CREATE TABLE raw_messages (type STRING, trade_id BIGINT, side STRING, size DECIMAL(18, 8),"
                + " price DECIMAL(18, 8), product_id STRING, sequence BIGINT, `time` TIMESTAMP_LTZ(3),"
                + " arrival AS PROCTIME(),"
                // A row without a time must not stop the job before it is filtered out.
                + " event_time AS COALESCE(`time`, TO_TIMESTAMP_LTZ(0, 3)),"
                + " WATERMARK FOR event_time AS event_time - INTERVAL '" + PeerInterval.GRACE.toSeconds() + "' SECOND"
                + ") WITH ('connector' = 'kafka', 'topic' = 'raw_messages', 'format' = 'json',"
                + " 'json.ignore-parse-errors' = 'true', 'json.timestamp-format.standard' = 'ISO-8601',"
                + " 'scan.startup.mode' = 'earliest-offset',"
                + " 'properties.group.id' = '" + System.getenv("BENCHMARK_GROUP") + "',"
                + servers() + ")";
    }

    private static String sinkTable(String topic, String columns) {
        return "CREATE TABLE " + topic + " (product_id STRING, " + columns
                + ") WITH ('connector' = 'kafka', 'topic' = '"
                + topic + "', 'key.format' = 'raw', 'key.fields' = 'product_id', 'value.format' = 'json',"
                + " 'value.json.timestamp-format.standard' = 'ISO-8601', 'sink.delivery-guarantee' = 'exactly-once',"
                + " 'sink.transactional-id-prefix' = '" + topic + "-" + UUID.randomUUID() + "',"
                + " 'properties.transaction.timeout.ms' = '600000', 'properties.compression.type' = 'lz4',"
                + " 'properties.linger.ms' = '100', 'properties.batch.size' = '131072'," + servers() + ")";
    }

    private static String servers() {
        return " 'properties.bootstrap.servers' = '" + System.getenv("KAFKA_BOOTSTRAP_SERVERS") + "'";
    }

    private static String trades() {
        return "CREATE TEMPORARY VIEW trades AS SELECT product_id, trade_id, price, size, side, sequence, event_time FROM ("
                + "SELECT *, ROW_NUMBER() OVER (PARTITION BY product_id, trade_id ORDER BY arrival) AS nth FROM raw_messages"
                + " WHERE type = 'match' AND trade_id > 0 AND price > 0 AND size > 0 AND side IN ('buy', 'sell')"
                + " AND `time` IS NOT NULL) WHERE nth = 1";
    }

    private static String candles(PeerInterval interval) {
        return "SELECT product_id, '" + interval.label() + "', window_start,"
                + " CAST(FIRST_VALUE(price) AS STRING), CAST(MAX(price) AS STRING), CAST(MIN(price) AS STRING),"
                + " CAST(LAST_VALUE(price) AS STRING), CAST(SUM(size) AS STRING), CAST(SUM(price * size) AS STRING), COUNT(*)"
                + " FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(event_time), INTERVAL '"
                + interval.length().toMinutes() + "' MINUTE(4)))"
                + " GROUP BY product_id, window_start, window_end";
    }
}
