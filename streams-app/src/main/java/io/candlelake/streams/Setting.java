package io.candlelake.streams;

import java.util.Locale;

/** Everything that can be set: {@code STREAM_THREADS=2}. {@code docs/configuration.md} has the same table. An empty value counts as none. */
enum Setting {
    KAFKA_BOOTSTRAP_SERVERS("", "where Kafka is, such as 127.0.0.1:19092, several joined by commas; required"),
    STREAMS_STATE_DIR("", "folder of the state on disk, such as data/streams, of one process only; required"),
    STREAMS_INSTANCE("streams-app-0", "name in the group, kept over restarts, another for each process"),
    STREAM_THREADS("1", "stream threads; more than raw_messages has partitions have nothing to do"),
    STANDBY_REPLICAS(
            "0", "copies of the state that other processes keep up to date, to take over without reading it back"),
    STREAMS_LEAVE_GROUP(
            "false",
            "true: at its end its partitions go to the other processes at once; false: they wait 15 s for it to come back"),

    CANDLE_GRACE_MS("2000", "how long after its end, by the product's time, a candle waits for late trades"),
    REVISION_HORIZON_HOURS("48", "how long a candle can be revised"),
    SILENCE_MS("60000", "after so long without news of a product its candles close by the clock"),
    LONGEST_SILENCE_DAYS("7", "how much silence of a product is filled with rows; after a longer one it begins anew"),
    FUTURE_BOUND_MS("60000", "how far a time may be after its receipt; beyond, it is rejected"),
    LIVE_UPDATES_PER_SECOND("4", "how often at most the open candles of a product are told"),

    SPIKE_MADS("8", "a price is out of line so many median absolute deviations from the rolling median; off: none is"),
    SPIKE_FLOOR_PERCENT(
            "0.05", "the deviation counts as at least so much of the median, for that of a flat market is 0"),
    SPIKE_WINDOW_SECONDS("300", "how old the prices are at most that the median is of: 60 of them, evenly spread"),
    SPIKE_WARM_UP_SAMPLES("20", "how many of the 60 there are before prices are judged"),
    SPIKE_COOLDOWN("1m", "how long after a spike, or a drop, no other of the product is told"),
    PRICE_RULES("", "levels that are watched, joined by semicolons: BTC-USD above 70000 hysteresis 100 cooldown 10m"),
    PRICE_RULES_FILE("", "file of more such rules, one a line, # before a comment"),
    STALE_SECONDS("60", "so long without a trade or a heartbeat is told; off: never"),
    GAP_MINUTES("1", "so many minutes in a row without a trade or proof of silence are told; off: never"),
    INCOMPLETE_MINUTES("2", "so many minutes in a row whose trades are not proven to be all are told; off: never"),
    MISSING_TRADES("0", "a minute that lacks more trades than this is told; off: never"),
    REJECTS_PER_MINUTE("10", "more rejects of a product in a minute than this are told; off: never"),

    KAFKA_PATIENCE_SECONDS("25", "how long Kafka may be absent at the start"),
    HEALTH_PORT("0", "where /health/live, /health/ready and /metrics answer; 0: nowhere"),
    HEALTH_HOST("127.0.0.1", "address that this port listens on; 0.0.0.0 in a container");

    private final String absent;
    private final String meaning;

    Setting(String absent, String meaning) {
        this.absent = absent;
        this.meaning = meaning;
    }

    /** What holds where nothing is set; empty where that is nothing. */
    String absent() {
        return absent;
    }

    /** For whoever has to set it. */
    String meaning() {
        return meaning;
    }

    /** For {@code --help}. */
    String line() {
        return String.format(
                Locale.ROOT, "  %-24s %s%s", name(), meaning, absent.isEmpty() ? "" : " (default: " + absent + ")");
    }
}
