package io.candlelake.producer.metrics;

import java.util.List;

/**
 * Everything of our own that is measured: {@code candlelake_producer_frames_total{feed="exchange"}}. {@code docs/metrics.md}
 * has the same table.
 */
public enum Metric {
    FRAMES("frames_total", "feed", "frames received"),
    TRADES("trades_total", "feed product", "trades in them, those of another feed or a snapshot again"),
    FEED_SUBSCRIBED("feed_subscribed", "feed", "1 while Coinbase gives us all products of the feed, else 0"),
    RECONNECTS("reconnects_total", "feed reason", "connections that ended, or never came about, by why"),
    ROTATIONS("rotations_total", "feed", "connections that another one took the place of, as planned"),
    GAPS_OPENED("gaps_opened_total", "product", "ranges of trade ids that were found missing"),
    GAPS_REPAIRED("gaps_repaired_total", "product", "of those, ranges whose trades came"),
    GAPS_UNREPAIRABLE("gaps_unrepairable_total", "product", "ranges that Coinbase does not have either"),
    GAPS_OPEN("gaps_open", "product", "ranges that are missing now"),
    REST_REQUESTS("rest_requests_total", "", "requests to REST for trades"),
    REST_LIMITED("rest_limited_total", "", "of those, answered with 429: too many"),
    REST_FAILED("rest_failed_total", "", "of those, without an answer of use; limited ones too"),
    SPOT_PRICES("spot_prices_total", "pair", "spot prices fetched"),
    SPOT_FAILED("spot_failed_total", "pair", "requests for one that brought none"),
    SPOT_MISSED("spot_missed_total", "pair", "intervals in which none could be fetched"),
    KEY_ROTATIONS("key_rotations_total", "outcome", "newer API keys: done, or failed to be read"),
    RECORDED_BYTES("recorded_bytes_total", "", "written to the recording, compressed where it is"),
    RECORDINGS_STOPPED(
            "recordings_stopped_total", "", "recordings that ended before the process, for the disk was full or slow"),
    BACKPRESSURE("backpressure_seconds_total", "", "time that feeds were held back, for Kafka had no room"),
    LAG("lag_seconds", "", "from the time of a frame's newest trade at the exchange to its acknowledgement by Kafka"),
    LAST_TRADE_AGE(
            "last_trade_age_seconds", "product", "since the newest trade that Kafka has, by the exchange's time");

    private static final String PREFIX = "candlelake_producer_";

    private final String word;
    private final String labels;
    private final String meaning;

    Metric(String word, String labels, String meaning) {
        this.word = word;
        this.labels = labels;
        this.meaning = meaning;
    }

    /** As Prometheus has it: {@code candlelake_producer_frames_total}. */
    public String fullName() {
        return PREFIX + word;
    }

    /** What tells its series apart: {@code [feed, product]}. */
    List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
    }

    /** For a person who looks at it. */
    String meaning() {
        return meaning;
    }

    /** As Micrometer has it, which adds {@code _total} and units itself. */
    String meterName() {
        return fullName().replaceFirst("_total$", "").replaceFirst("_seconds$", "");
    }
}
