package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.message.AlertCodec;
import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.RejectCodec;
import io.candlelake.contract.message.SpotPriceCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Alert;
import io.candlelake.domain.Candle;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Interval;
import io.candlelake.domain.Reject;
import io.candlelake.domain.SpotPrice;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology with its topics at hand: frames go in as a feed would send them, everything that came out is read back. */
final class TopologyScenario implements AutoCloseable {
    private static final Timestamp NOW = Timestamp.of("2026-11-21T12:00:00Z");

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> rawMessages;
    private final TestOutputTopic<byte[], byte[]> ticks;
    private final TestOutputTopic<byte[], byte[]> candles;
    private final TestOutputTopic<byte[], byte[]> liveCandles;
    private final TestOutputTopic<byte[], byte[]> rejects;
    private final TestOutputTopic<byte[], byte[]> gaps;
    private final TestOutputTopic<byte[], byte[]> spotPrices;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final List<Candle> candlesSoFar = new ArrayList<>();
    private final List<Tick> ticksSoFar = new ArrayList<>();
    private Feed feed = Feed.EXCHANGE;
    private Timestamp now = NOW;

    TopologyScenario(Path stateDirectory) {
        this(stateDirectory, TopologySettings.DEFAULT);
    }

    TopologyScenario(Path stateDirectory, TopologySettings topology) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "scenario");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(CandleTopology.build(topology), settings, NOW.toInstant());
        rawMessages =
                driver.createInputTopic(Topics.RAW_MESSAGES, new ByteArraySerializer(), new ByteArraySerializer());
        ticks = output(Topics.TICKS);
        candles = output(Topics.CANDLES);
        liveCandles = output(Topics.CANDLES_LIVE);
        rejects = output(Topics.REJECTS);
        gaps = output(Topics.GAPS);
        spotPrices = output(Topics.SPOT_PRICES);
        alerts = output(Topics.ALERTS);
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    TopologyScenario from(Feed other) {
        feed = other;
        return this;
    }

    /** A match of {@code product id size@price time}, the maker selling: {@code trade("BTC-USD", 7, "0.5@100", "10:00:01")}. */
    TopologyScenario trade(String product, long id, String sizeAtPrice, String timeOfDay) {
        return frame(product, match(product, id, sizeAtPrice, timeOfDay));
    }

    static String match(String product, long id, String sizeAtPrice, String timeOfDay) {
        String[] parts = sizeAtPrice.split("@", 2);
        return String.format(
                Locale.ROOT,
                "{\"type\":\"match\",\"trade_id\":%d,\"side\":\"sell\",\"size\":\"%s\",\"price\":\"%s\","
                        + "\"product_id\":\"%s\",\"sequence\":%d,\"time\":\"%s\"}",
                id,
                parts[0],
                parts[1],
                product,
                id * 10,
                time(timeOfDay));
    }

    TopologyScenario heartbeat(String product, long lastTradeId, String timeOfDay) {
        return frame(
                product,
                String.format(
                        Locale.ROOT,
                        "{\"type\":\"heartbeat\",\"last_trade_id\":%d,\"product_id\":\"%s\",\"time\":\"%s\"}",
                        lastTradeId,
                        product,
                        time(timeOfDay)));
    }

    TopologyScenario replayEnd(String product) {
        return frame(product, "{\"type\":\"replay_end\",\"product_id\":\"" + product + "\"}");
    }

    TopologyScenario frame(@Nullable String key, String payload) {
        return frame(key, payload.getBytes(UTF_8), OptionalLong.empty());
    }

    TopologyScenario frame(@Nullable String key, byte[] payload, OptionalLong originalSize) {
        return frame(key, payload, new RawHeaders(feed, Optional.empty(), "connection", now, originalSize));
    }

    private TopologyScenario frame(@Nullable String key, byte[] payload, RawHeaders rawHeaders) {
        Headers headers = rawHeaders.toKafka();
        rawMessages.pipeInput(
                new TestRecord<>(key == null ? null : key.getBytes(UTF_8), payload, headers, now.toInstant()));
        return this;
    }

    /** What the producer fetched or noted: a frame of the rest feed, told by its channel. */
    TopologyScenario rest(String product, String channel, String payload) {
        return frame(
                product,
                payload.getBytes(UTF_8),
                new RawHeaders(Feed.REST, Optional.of(channel), "rest", now, OptionalLong.empty()));
    }

    /** {@code report("BTC-USD", 7, 9, "OPEN", "RECONNECT")}. */
    TopologyScenario report(String product, long first, long last, String status, String cause) {
        return rest(
                product,
                RestFrameParser.GAP,
                String.format(
                        Locale.ROOT,
                        "{\"product_id\":\"%s\",\"first_missing_id\":%d,\"last_missing_id\":%d,\"status\":\"%s\",\"cause\":\"%s\"}",
                        product,
                        first,
                        last,
                        status,
                        cause));
    }

    /** A page of REST trades, newest first: {@code page("BTC-USD", "9 1@100 10:00:05", "8 1@100 10:00:04")}. */
    TopologyScenario page(String product, String... trades) {
        return rest(
                product,
                RestFrameParser.TRADES,
                Stream.of(trades)
                        .map(trade -> trade.split("[ @]"))
                        .map(trade -> String.format(
                                "{\"trade_id\":%s,\"side\":\"sell\",\"size\":\"%s\",\"price\":\"%s\",\"time\":\"%s\"}",
                                trade[0], trade[1], trade[2], time(trade[3])))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /** A time on one day of November 2026; a full ISO time stays as it is. */
    static String time(String timeOfDay) {
        return timeOfDay.contains("T") ? timeOfDay : "2026-11-20T" + timeOfDay + "Z";
    }

    /** Every tick so far. */
    List<Tick> ticks() {
        ticks.readValuesToList().stream().map(TickCodec::decode).forEach(ticksSoFar::add);
        return ticksSoFar;
    }

    /** Every candle with trades so far, all revisions. */
    List<Candle> candles() {
        return allCandles().stream().filter(candle -> candle.tradeCount() > 0).toList();
    }

    /** Every candle so far, those without trades too, all revisions. */
    List<Candle> allCandles() {
        candles.readValuesToList().stream().map(CandleCodec::decode).forEach(candlesSoFar::add);
        return candlesSoFar;
    }

    List<Candle> candles(Interval interval) {
        return candles().stream()
                .filter(candle -> candle.interval() == interval)
                .toList();
    }

    /** The rejects since the last call. */
    List<Reject> rejects() {
        return rejects.readValuesToList().stream().map(RejectCodec::decode).toList();
    }

    /** The open candles since the last call, by key: {@code BTC-USD|1m: V2 n2 ...}. */
    List<String> live() {
        return liveCandles.readRecordsToList().stream()
                .map(told -> new String(told.key(), UTF_8) + ": " + line(CandleCodec.decode(told.value())))
                .toList();
    }

    /** The wall clock goes on, and nothing else does. */
    TopologyScenario waitFor(Duration time) {
        driver.advanceWallClockTime(time);
        return this;
    }

    /** Frames are received at this time from now on; NOW before. */
    TopologyScenario receivedAt(String timeOfDay) {
        now = Timestamp.of(time(timeOfDay));
        return this;
    }

    /** The rows of gaps since the last call: {@code 7..9 OPEN SKIPPED}. */
    List<String> gaps() {
        return gaps.readValuesToList().stream()
                .map(GapCodec::decode)
                .map(gap -> gap.firstMissingId() + ".." + gap.lastMissingId() + " " + gap.status() + " " + gap.cause())
                .toList();
    }

    List<SpotPrice> spotPrices() {
        return spotPrices.readValuesToList().stream()
                .map(SpotPriceCodec::decode)
                .toList();
    }

    List<Alert> alerts() {
        return alerts.readValuesToList().stream().map(AlertCodec::decode).toList();
    }

    /** {@code 10:00 1m r1 LATE O1 H3 L1 C2 V3 n2 missing0 incomplete}: a candle in a line. */
    static String line(Candle candle) {
        if (candle.prices().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%s %s %s r%d %s %s %s",
                    candle.productId(),
                    candle.openTime().toString().substring(11, 16),
                    candle.interval().label(),
                    candle.revision(),
                    candle.reason(),
                    candle.status(),
                    candle.complete() ? "complete" : "incomplete");
        }
        Candle.Prices prices = candle.prices().orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s %s %s r%d %s O%s H%s L%s C%s V%s n%d missing%d %s",
                candle.productId(),
                candle.openTime().toString().substring(11, 16),
                candle.interval().label(),
                candle.revision(),
                candle.reason(),
                prices.open(),
                prices.high(),
                prices.low(),
                prices.close(),
                candle.volume().toPlainString(),
                candle.tradeCount(),
                candle.missingTrades(),
                candle.complete() ? "complete" : "incomplete");
    }

    List<String> minutes() {
        return candles(Interval.ONE_MINUTE).stream().map(TopologyScenario::line).toList();
    }

    /** The minutes, those without trades too. */
    List<String> allMinutes() {
        return allCandles().stream()
                .filter(candle -> candle.interval() == Interval.ONE_MINUTE)
                .map(TopologyScenario::line)
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
