package io.candlelake.producer.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.RawTopic;
import io.candlelake.producer.RawTopic.Raw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String MATCH =
            "{\"type\":\"match\",\"trade_id\":7,\"side\":\"buy\",\"size\":\"1\",\"price\":\"2\",\"product_id\":\"BTC-USD\","
                    + "\"sequence\":9,\"time\":\"2026-01-02T03:04:05Z\"}";

    private final RawTopic topic = new RawTopic();
    private final List<Progress> progress = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    @Test
    void exchangeFramesGoOutUnderTheirProduct() throws Exception {
        Instant start = Instant.now();
        ReplaySummary summary = replay(Recordings.sample("exchange-sample.ndjson"));

        assertThat(topic.records("BTC-USD").stream().map(Raw::line))
                .containsExactly(
                        "BTC-USD last_match",
                        "BTC-USD match",
                        "BTC-USD match",
                        "BTC-USD heartbeat",
                        "BTC-USD ticker",
                        "BTC-USD match",
                        "BTC-USD replay_end");
        assertThat(topic.records("ETH-USD").stream().map(Raw::line))
                .containsExactly("ETH-USD match", "ETH-USD heartbeat", "ETH-USD replay_end");
        assertThat(topic.records(Raw.NO_KEY).stream().map(Raw::line)).containsExactly("(none) subscriptions");
        assertThat(summary.frames()).isEqualTo(9);
        assertThat(summary.framesByKind())
                .containsExactly(
                        entry("match", 4L),
                        entry("heartbeat", 2L),
                        entry("last_match", 1L),
                        entry("subscriptions", 1L),
                        entry("ticker", 1L));
        assertThat(summary.acceptedTrades()).isEqualTo(4);
        assertThat(summary.rejectedTrades()).isEqualTo(1);
        assertThat(summary.rejectedFrames()).isZero();
        assertThat(summary.products()).containsExactly(ProductId.of("BTC-USD"), ProductId.of("ETH-USD"));
        assertThat(summary.records()).isEqualTo(11);
        assertOffsetsMatch(summary);
        assertThat(topic.records()).allSatisfy(raw -> {
            assertThat(raw.headers().feed()).isEqualTo(Feed.REPLAY);
            assertThat(raw.originalSize()).isEmpty();
            assertThat(raw.headers().receivedAt().toInstant()).isBetween(start.minusMillis(1), Instant.now());
            assertThat(raw.timestampMillis())
                    .isEqualTo(raw.headers().receivedAt().toInstant().toEpochMilli());
        });
    }

    @Test
    void advancedFramesGoOutOnceForEachProduct() throws Exception {
        ReplaySummary summary = replay(Recordings.sample("advanced-sample.ndjson"));

        assertThat(topic.records("BTC-USD").stream().map(Raw::line))
                .containsExactly(
                        "BTC-USD heartbeats",
                        "BTC-USD market_trades",
                        "BTC-USD market_trades",
                        "BTC-USD l2_data",
                        "BTC-USD candles",
                        "BTC-USD heartbeats",
                        "BTC-USD replay_end");
        assertThat(topic.records("ETH-USD").stream().map(Raw::line))
                .containsExactly(
                        "ETH-USD heartbeats",
                        "ETH-USD market_trades",
                        "ETH-USD candles",
                        "ETH-USD heartbeats",
                        "ETH-USD replay_end");
        assertThat(topic.records("SOL-USD").stream().map(Raw::line))
                .as("of SOL-USD only the ticker is subscribed: heartbeats say nothing of its trades")
                .containsExactly("SOL-USD ticker", "SOL-USD replay_end");
        assertThat(topic.records(Raw.NO_KEY).stream().map(Raw::line))
                .as("a heartbeat before any product is known, and the acknowledgement")
                .containsExactlyInAnyOrder("(none) heartbeats", "(none) subscriptions");
        assertThat(summary.acceptedTrades()).isEqualTo(4);
        assertThat(summary.frames()).isEqualTo(9);
        assertThat(summary.records()).isEqualTo(16);
        assertOffsetsMatch(summary);
    }

    @Test
    void realExchangeRecordingComesThroughByteForByte() throws Exception {
        Path file = Recordings.real("coinbase-exchange-2026.ndjson.gz");
        ReplaySummary summary = replay(file);

        assertThat(summary.framesByKind())
                .containsExactly(
                        entry("match", 262L),
                        entry("heartbeat", 56L),
                        entry("last_match", 2L),
                        entry("subscriptions", 1L));
        assertThat(summary.acceptedTrades()).isEqualTo(264);
        assertThat(summary.rejectedTrades() + summary.rejectedFrames()).isZero();
        assertOncePerKeyInOrder(file);
    }

    @Test
    void realRecordingOfThinPairsComesThroughByteForByte() throws Exception {
        Path file = Recordings.real("coinbase-exchange-2021.ndjson.gz");
        ReplaySummary summary = replay(file);

        assertThat(summary.framesByKind())
                .containsExactly(
                        entry("ticker", 107L),
                        entry("match", 97L),
                        entry("last_match", 10L),
                        entry("subscriptions", 3L));
        assertThat(summary.products()).hasSize(10);
        assertOncePerKeyInOrder(file);
    }

    @Test
    void realAdvancedRecordingComesThroughByteForByte() throws Exception {
        Path file = Recordings.real("coinbase-advanced-2026.ndjson.gz");
        ReplaySummary summary = replay(file);

        assertThat(summary.framesByKind())
                .containsExactly(
                        entry("l2_data", 289L),
                        entry("ticker", 64L),
                        entry("market_trades", 29L),
                        entry("heartbeats", 9L),
                        entry("subscriptions", 5L),
                        entry("candles", 4L));
        assertThat(summary.products()).containsExactly(ProductId.of("BTC-USD"), ProductId.of("ETH-USD"));
        assertThat(topic.records("BTC-USD").stream().filter(raw -> raw.line().endsWith("heartbeats")))
                .hasSize(9);
        assertOncePerKeyInOrder(file);
    }

    @Test
    void lineOfAnyBytesAndSizeComesThrough() throws Exception {
        byte[] notUtf8 = "{\"type\":\"match\",\"side\":\"\u00e9\u00ff\"}".getBytes(ISO_8859_1);
        byte[] fiveMegabytes = bigFrame(5_000_000);
        byte[] nineMegabytes = bigFrame(9_000_000);
        byte[] broken = "{\"type\":\"match\",\"trade_id\"".getBytes(UTF_8);
        byte[] longWord = ("{\"type\":\"" + "k".repeat(5_000_000) + "\"}").getBytes(UTF_8);
        Path file = folder.resolve("nasty.ndjson");
        byte[] match = MATCH.getBytes(UTF_8);
        write(file, "\r\n", match, new byte[0], notUtf8, fiveMegabytes, nineMegabytes, broken, longWord, match);

        ReplaySummary summary = replay(file);

        List<Raw> keyed = topic.records("BTC-USD");
        assertThat(keyed).hasSize(5);
        assertThat(keyed.get(0).payload()).isEqualTo(match);
        assertThat(Arrays.equals(keyed.get(1).payload(), fiveMegabytes)).isTrue();
        assertThat(keyed.get(1).originalSize()).isEmpty();
        assertThat(keyed.get(2).payload()).isEqualTo(Arrays.copyOf(nineMegabytes, FrameLimit.CUT_BYTES));
        assertThat(keyed.get(2).originalSize()).isEqualTo(OptionalLong.of(nineMegabytes.length));
        assertThat(keyed.get(2).channel()).isEmpty();
        assertThat(keyed.get(3).payload()).isEqualTo(match);
        assertThat(keyed.get(4).line()).isEqualTo("BTC-USD replay_end");
        List<Raw> keyless = topic.records(Raw.NO_KEY);
        assertThat(keyless.stream().map(raw -> raw.payload().length))
                .containsExactlyInAnyOrder(0, notUtf8.length, broken.length, longWord.length);
        assertThat(keyless).anySatisfy(raw -> assertThat(raw.payload()).isEqualTo(notUtf8));
        assertThat(keyless).anySatisfy(raw -> assertThat(raw.channel()).hasValue("k".repeat(64)));
        assertThat(summary.frames()).isEqualTo(8);
        assertThat(summary.framesByKind()).containsEntry("(unreadable)", 3L).containsEntry("(too large)", 1L);
        assertThat(summary.acceptedTrades()).isEqualTo(2);
        assertThat(summary.rejectedFrames()).isEqualTo(4);
        assertOffsetsMatch(summary);
    }

    @Test
    void lastLineNeedsNoLineFeedAndAnEmptyFileHasNoFrame() throws Exception {
        Path file = Files.writeString(folder.resolve("a.ndjson"), MATCH + "\n" + MATCH);
        Path empty = Files.createFile(folder.resolve("b.ndjson"));

        assertThat(replay(file).frames()).isEqualTo(2);
        ReplaySummary summary = replay(empty);

        assertThat(summary.frames()).isZero();
        assertThat(summary.records()).isZero();
        assertThat(summary.offsets()).isEmpty();
    }

    @Test
    void eachFileIsAConnectionAndTheEndsStandBehindTheLast() throws Exception {
        Path first = Files.writeString(folder.resolve("a.ndjson"), MATCH + "\n");
        // The name says nothing: gzip is known by its first bytes, and may have several members.
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(Recordings.gzip((MATCH + "\n").getBytes(UTF_8)));
        members.write(Recordings.gzip((MATCH + "\n").getBytes(UTF_8)));
        Path second = Files.write(folder.resolve("b.ndjson"), members.toByteArray());

        ReplaySummary summary = replay(first, second);

        List<Raw> records = topic.records("BTC-USD");
        assertThat(records.stream().map(Raw::line))
                .containsExactly("BTC-USD match", "BTC-USD match", "BTC-USD match", "BTC-USD replay_end");
        List<String> connections =
                records.stream().map(raw -> raw.headers().connectionId()).toList();
        assertThat(summary.connectionIds()).hasSize(2).doesNotHaveDuplicates();
        assertThat(connections.subList(0, 3))
                .containsExactly(
                        summary.connectionIds().get(0),
                        summary.connectionIds().get(1),
                        summary.connectionIds().get(1));
        assertThat(progress).anySatisfy(last -> {
            assertThat(last.file()).isEqualTo(second);
            assertThat(last.phase()).isEqualTo(Progress.Phase.SENDING);
            assertThat(last.bytes()).isEqualTo(Files.size(second)).isEqualTo(last.fileBytes());
            assertThat(last.frames()).isEqualTo(3);
        });
    }

    @Test
    void nothingIsSentOfACorruptGzipFileOrThoseWithIt() throws Exception {
        byte[] whole = Files.readAllBytes(gzipSample());
        Path good = gzipSample();
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x55;
        ByteArrayOutputStream trailed = new ByteArrayOutputStream();
        trailed.write(whole);
        trailed.write("and then some, long enough to be another member".getBytes(UTF_8));

        assertRefused(good, Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2)), "corrupt");
        assertRefused(good, Files.write(folder.resolve("tail.gz"), Arrays.copyOf(whole, whole.length - 3)), "corrupt");
        assertRefused(good, Files.write(folder.resolve("flipped.gz"), flipped), "corrupt");
        assertRefused(good, Files.write(folder.resolve("trailed.gz"), trailed.toByteArray()), "corrupt");
        assertRefused(good, Files.writeString(folder.resolve("noise.gz"), "noise"), "corrupt");
        assertRefused(good, Files.write(folder.resolve("head.gz"), Arrays.copyOf(whole, 5)), "corrupt");
        assertThat(topic.records()).isEmpty();
    }

    @Test
    void missingFileOrFolderIsRefusedBeforeAnythingIsSent() throws Exception {
        Path good = gzipSample();

        assertRefused(good, folder.resolve("absent.ndjson"), "there is no file");
        assertRefused(good, folder, "is a folder");
        assertThat(topic.records()).isEmpty();
    }

    private Path gzipSample() throws Exception {
        byte[] sample = Files.readAllBytes(Recordings.sample("exchange-sample.ndjson"));
        return Files.write(folder.resolve("sample.ndjson.gz"), Recordings.gzip(sample));
    }

    private void assertRefused(Path good, Path bad, String why) {
        assertThatThrownBy(() -> replay(good, bad))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining(bad.toString())
                .hasMessageContaining(why)
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    private ReplaySummary replay(Path... files) throws InterruptedException {
        return Replay.run(List.of(files), topic.bootstrapServers(), progress::add);
    }

    /** A level2 snapshot of that size. */
    private static byte[] bigFrame(int size) {
        String head = "{\"type\":\"snapshot\",\"product_id\":\"BTC-USD\",\"bids\":[\"";
        return (head + "9".repeat(size - head.length() - 3) + "\"]}").getBytes(UTF_8);
    }

    private static void write(Path file, String end, byte[]... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.write(line);
            out.write(end.getBytes(UTF_8));
        }
        Files.write(file, out.toByteArray());
    }

    private void assertOffsetsMatch(ReplaySummary summary) {
        List<Raw> records = topic.records();
        assertThat(records).hasSize((int) summary.records());
        summary.offsets().forEach((partition, range) -> {
            List<Long> offsets = records.stream()
                    .filter(raw -> raw.partition() == partition)
                    .map(Raw::offset)
                    .toList();
            assertThat(offsets).first().isEqualTo(range.first());
            assertThat(offsets).last().isEqualTo(range.last());
        });
        assertThat(records.stream().map(Raw::partition).distinct())
                .containsExactlyInAnyOrderElementsOf(summary.offsets().keySet());
    }

    /** Every frame of the file is there, exactly, and each key has its frames in the file's order. */
    private void assertOncePerKeyInOrder(Path file) throws IOException {
        List<String> frames = Recordings.frames(file).stream()
                .map(bytes -> new String(bytes, ISO_8859_1))
                .toList();
        List<Raw> records = topic.records().stream()
                .filter(raw -> !raw.line().endsWith("replay_end"))
                .toList();
        List<String> written = records.stream()
                .map(raw -> new String(raw.payload(), ISO_8859_1))
                .toList();
        assertThat(written).containsAll(frames);
        assertThat(frames).containsAll(written);
        for (String key : records.stream().map(Raw::key).distinct().toList()) {
            List<Integer> places = records.stream()
                    .filter(raw -> raw.key().equals(key) && !key.equals(Raw.NO_KEY))
                    .map(raw -> frames.indexOf(new String(raw.payload(), ISO_8859_1)))
                    .toList();
            assertThat(places).as(key).isSorted().doesNotHaveDuplicates();
        }
    }
}
