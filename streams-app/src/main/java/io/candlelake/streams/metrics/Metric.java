package io.candlelake.streams.metrics;

import java.util.List;

/**
 * Everything of our own that is measured: {@code candlelake_streams_trades_total}. {@code docs/metrics.md} has the same table.
 */
public enum Metric {
    FRAMES("frames_total", "", "records of `raw_messages` that were processed"),
    TRADES("trades_total", "", "valid trades in them, new or not"),
    DUPLICATES("duplicates_total", "", "of those, seen before with the same contents"),
    TICKS("ticks_total", "", "of those, new: rows of `ticks`"),
    CANDLES("candles_total", "interval reason", "rows of `candles`"),
    REVISIONS("candle_revisions_total", "interval", "of those, of revision 2 or higher"),
    LIVE_CANDLES("live_candles_total", "", "updates in `candles_live`"),
    REJECTS("rejects_total", "reason", "rows of `rejects`"),
    GAPS("gaps_total", "status", "rows of `gaps`"),
    ALERTS("alerts_total", "rule", "rows of `alerts`"),
    SPOT_PRICES("spot_prices_total", "", "rows of `spot_prices`"),

    PRODUCTS("products", "", "products whose state is held"),
    OPEN_WINDOWS("open_windows", "", "windows of theirs that are not final"),
    SEEN_RANGES("seen_ranges", "", "ranges of trade ids that were seen; a product without holes is one"),
    OPEN_GAPS("open_gaps", "", "gaps whose trades neither came nor were given up"),
    WATERMARK_AGE(
            "watermark_age_seconds",
            "product",
            "since the product's newest trade or heartbeat, by the exchange's time"),
    STATE_ENTRIES(
            "state_entries", "store", "keys in a state store; on disk an estimate, with a few of Kafka Streams' own"),
    STATE_BYTES("state_bytes", "store", "bytes of it"),

    RESTORING("restoring_partitions", "", "changelog partitions that are being read back; not ready meanwhile"),
    RESTORE_REMAINING("restore_remaining_records", "", "records that they still have to read"),
    RESTORED("restored_records_total", "store", "records that were read back"),
    RESTORE_RATE("restore_rate", "", "of the restoration that runs, else of the latest: records a second"),
    RESTORE_TIME("restore_seconds", "", "how long it has taken"),

    LAG(
            "lag_records",
            "partition",
            "records of `raw_messages` that wait, as the consumer knows; absent until it has read"),
    COMMIT_LATENCY_AVERAGE("commit_latency_avg_seconds", "", "of a transaction's commit, in the latest half minute"),
    COMMIT_LATENCY_MAX("commit_latency_max_seconds", "", "of the slowest one"),
    COMMIT_RATE("commit_rate", "", "commits a second"),
    PROCESS_RATE("process_rate", "", "records processed a second"),
    PROCESS_RATIO("process_ratio", "", "share of their time that threads process; near 1: add threads"),
    POLL_RATIO("poll_ratio", "", "share of their time that they fetch or wait for records"),
    COMMIT_RATIO("commit_ratio", "", "share of their time that they commit"),
    END_TO_END_MAX("end_to_end_max_seconds", "", "from a record's time in `raw_messages` to its rows, the slowest"),
    REBALANCES("rebalances", "", "of the threads that live, since they began"),
    DROPPED("dropped_records", "", "records that Kafka Streams left out; always 0, else it is a fault"),
    THREADS("threads_running", "", "stream threads that process"),
    TASKS("tasks", "role", "partitions processed here (active), or kept ready to take over (standby)"),
    READY("ready", "", "1 while every assigned partition is processed, else 0"),
    THREADS_REPLACED(
            "threads_replaced_total", "", "stream threads that a passing fault ended and another took the place of"),
    SENDS_REPEATED("sends_repeated_total", "", "batches that Kafka did not take in time, processed again");

    private static final String PREFIX = "candlelake_streams_";

    private final String word;
    private final String labels;
    private final String meaning;

    Metric(String word, String labels, String meaning) {
        this.word = word;
        this.labels = labels;
        this.meaning = meaning;
    }

    /** As Prometheus has it: {@code candlelake_streams_frames_total}. */
    public String fullName() {
        return PREFIX + word;
    }

    boolean isCounter() {
        return word.endsWith("_total");
    }

    /** What tells its series apart: {@code [interval, reason]}. */
    List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
    }

    /** For a person who looks at it. */
    String meaning() {
        return meaning;
    }

    /** As Micrometer has it, which adds {@code _total} itself. */
    String meterName() {
        return fullName().replaceFirst("_total$", "");
    }
}
