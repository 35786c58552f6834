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
