package io.candlelake.producer.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import io.candlelake.producer.RawTopic;
import io.candlelake.producer.RawTopic.Raw;
import io.candlelake.producer.process.TestProcess;
import io.candlelake.producer.replay.Replay;
import io.candlelake.producer.replay.ReplaySummary;
import io.candlelake.producer.source.ReceivedFrame;
import io.candlelake.simulator.Simulator;
import io.candlelake.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final Timestamp NOW = Timestamp.of("2026-07-07T22:58:17.164892Z");
    private static final ProductId BTC = ProductId.of("BTC-USD");

    private final RawTopic topic = new RawTopic();
    private final Counts counts = new Counts();

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRecordedSessionOfTheMarketReplaysToTheSameTrades() throws Exception {
        SimulatorSettings market = SimulatorSettings.defaults()
                .withProducts(List.of(BTC, ProductId.of("ETH-USD")))
                .withRate(1_000)
                .withSeed(7);
        Path file = folder.resolve("frames.ndjson.gz");
        List<String> received = new ArrayList<>();
        try (Simulator coinbase = Simulator.start(market);
                Recorder recorder = Recorder.open(file, counts)) {
            WebSocket socket = Session.listen(coinbase.webSocketUri(), "\"BTC-USD\",\"ETH-USD\"", frame -> {
                recorder.frame("c1", frame);
                synchronized (received) {
                    received.addAll(trades(frame.payload()));
                }
            });
            await(() -> coinbase.ledger().size() >= 2_000);
            coinbase.closeMarket();
            int traded = coinbase.ledger().size();
            await(() -> count(received) >= traded);
            socket.abort();
        }

        ReplaySummary replayed = Replay.run(List.of(file), topic.bootstrapServers(), progress -> {});

        List<String> written = topic.records().stream()
                .flatMap(raw -> trades(raw.payload()).stream())
                .toList();
        assertThat(written).hasSizeGreaterThanOrEqualTo(2_000).containsExactlyInAnyOrderElementsOf(received);
        assertThat(replayed.products()).containsExactly(BTC, ProductId.of("ETH-USD"));
        assertThat(counts.lines).hasValue(replayed.frames() + 1);
        assertThat(counts.bytes).hasValue(Files.size(file));
        assertThat(counts.stopped).hasValue(0);
    }

    @Test
    void whatIsNoFrameReplaysUnderItsChannelAndProductAndConnectionsKeepApart() throws Exception {
        String page =
                "[{\"trade_id\":8,\"side\":\"sell\",\"size\":\"1\",\"price\":\"2\",\"time\":\"2026-07-07T22:58:17Z\"}]";
        String gap = "{\"product_id\":\"BTC-USD\",\"first_missing_id\":8,\"last_missing_id\":8,\"status\":\"OPEN\","
                + "\"cause\":\"RECONNECT\"}";
        String spot = "{\"data\":{\"amount\":\"63514.6\",\"base\":\"BTC\",\"currency\":\"EUR\"}}\n";
        String heartbeats = "{\"channel\":\"heartbeats\",\"events\":[{\"current_time\":"
                + "\"2026-07-07 22:58:17.1 +0000 UTC m=+1\"}]}";
        Path file = folder.resolve("frames.ndjson");
        try (Recorder recorder = Recorder.open(file, counts)) {
            recorder.frame("c1", frame(advanced("BTC-USD", 7)));
            recorder.frame("c2", frame(advanced("ETH-USD", 5)));
            recorder.rest(RestFrameParser.GAP, BTC, frame(gap));
            recorder.frame("c1", frame(heartbeats));
            recorder.frame("c2", frame("two\nlines"));
            recorder.rest(RestFrameParser.TRADES, BTC, frame(page));
            recorder.rest(RestFrameParser.SPOT, ProductId.of("BTC-EUR"), frame(spot));
        }

        ReplaySummary replayed = Replay.run(List.of(file), topic.bootstrapServers(), progress -> {});

        assertThat(topic.records("BTC-USD").stream().map(RecorderTest::line))
                .containsExactly(
                        "market_trades " + advanced("BTC-USD", 7),
                        "gap_report " + gap,
                        "heartbeats " + heartbeats,
                        "rest_trades " + page,
                        "replay_end {\"type\":\"replay_end\",\"product_id\":\"BTC-USD\"}");
        assertThat(topic.records("ETH-USD").stream().map(Raw::line))
                .as("the heartbeat was of another connection")
                .containsExactly("ETH-USD market_trades", "ETH-USD replay_end");
        assertThat(topic.records("BTC-EUR").stream().map(RecorderTest::line))
                .as("a price has no candles to end")
                .containsExactly("spot_price " + spot);
        assertThat(topic.records(Raw.NO_KEY).stream().map(Raw::text)).containsExactly("two\nlines");
        assertThat(topic.records())
                .allSatisfy(raw -> assertThat(raw.headers().feed()).isEqualTo(Feed.REPLAY));
        assertThat(replayed.frames()).isEqualTo(7);
        assertThat(replayed.acceptedTrades()).isEqualTo(3);
        assertThat(replayed.connectionIds()).hasSize(2);
    }

    @Test
    void recordsOfRawMessagesAreKeptAsTheFramesTheyAreOf() throws Exception {
        Path file = folder.resolve("frames.ndjson");
        byte[] ofTwoProducts = "{\"channel\":\"candles\"}".getBytes(UTF_8);
        byte[] ofOne = "{\"type\":\"match\"}".getBytes(UTF_8);
        try (Recorder recorder = Recorder.open(file, counts)) {
            recorder.record(Optional.of(BTC), ofTwoProducts, headers(Feed.ADVANCED, "candles", "c1"));
            recorder.record(Optional.of(BTC), ofOne, headers(Feed.EXCHANGE, "match", "c2"));
            recorder.record(
                    Optional.of(ProductId.of("ETH-USD")), ofTwoProducts, headers(Feed.ADVANCED, "candles", "c1"));
            recorder.record(Optional.of(BTC), "[]".getBytes(UTF_8), headers(Feed.REST, "rest_trades", "c3"));
            recorder.record(Optional.empty(), ofTwoProducts.clone(), headers(Feed.ADVANCED, "candles", "c1"));
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"candlelake\":\"connection\",\"connection_id\":\"c1\"}",
                        "{\"channel\":\"candles\"}",
                        "{\"candlelake\":\"connection\",\"connection_id\":\"c2\"}",
                        "{\"type\":\"match\"}",
                        "{\"candlelake\":\"rest\",\"channel\":\"rest_trades\",\"product_id\":\"BTC-USD\","
                                + "\"received_at\":\"" + NOW + "\",\"payload\":[]}",
                        "{\"candlelake\":\"connection\",\"connection_id\":\"c1\"}",
                        "{\"channel\":\"candles\"}");
    }

    @Test
    void aKilledProcessLeavesAFileThatIsWholeUpToItsLastSecond() throws Exception {
        for (String name : List.of("killed.ndjson.gz", "killed.ndjson")) {
            Path file = folder.resolve(name);
            Process process = TestProcess.of(RecordingProcess.class).start(file.toString());
            try {
                await(() -> Files.exists(file) && Files.size(file) > 200_000);
            } finally {
                process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
            }

            RawTopic seen = new RawTopic();
            ReplaySummary replayed = Replay.run(List.of(file), seen.bootstrapServers(), progress -> {});

            assertThat(replayed.rejectedFrames()).as(name).isZero();
            assertThat(replayed.frames()).as(name).isGreaterThan(1_000);
            assertThat(seen.records("BTC-USD").stream().limit(replayed.frames()).map(Raw::text))
                    .as(name)
                    .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, replayed.frames())
                            .mapToObj(RecordingProcess::match)
                            .toList());
        }
    }

    @Test
    void aDiskThatIsFullEndsTheRecordingAndNothingElse() throws Exception {
        for (String name : List.of("full.ndjson.gz", "full.ndjson")) {
            Path file = folder.resolve(name);
            // 100 blocks of 1024 bytes are all the disk that this process gets.
            Process process = TestProcess.of(RecordingProcess.class)
                    .after("ulimit -f 100")
                    .start(file.toString());
            List<String> said = new ArrayList<>();
            try (var lines = process.inputReader(UTF_8)) {
                for (String line = lines.readLine(); line != null && said.size() < 50; line = lines.readLine()) {
                    said.add(line);
                    if (line.startsWith("still feeding after the recording stopped")) {
                        break;
                    }
                }
            } finally {
                process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
            }

            assertThat(said).as(name).anyMatch(line -> line.startsWith("still feeding"));
            assertThat(said.stream().filter(line -> line.contains("has stopped")))
                    .as("said once")
                    .singleElement()
                    .asString()
                    .contains("recording to " + file, "the feed goes on unrecorded");
            ReplaySummary replayed = Replay.run(List.of(file), topic.bootstrapServers(), progress -> {});
            assertThat(replayed.rejectedFrames())
                    .as("%s: the part of a line was taken back", name)
                    .isZero();
        }
    }

    @Test
    void aDiskThatIsTooSlowEndsTheRecordingWithoutAHole() throws Exception {
        Path file = folder.resolve("slow.ndjson");
        try (Recorder recorder = Recorder.open(file, counts, 1_000)) {
            recorder.frame("c1", frame("small"));
            recorder.frame("c1", frame("x".repeat(2_000)));
            recorder.frame("c1", frame("later"));
            assertThat(counts.stopped).hasValue(1);
        }
        assertThat(Files.readString(file)).doesNotContain("later").doesNotContain("xx");
        assertThat(counts.stopped).hasValue(1);
    }

    @Test
    void anEarlierRecordingIsNeverWrittenOver() throws Exception {
        Path file = folder.resolve("frames.ndjson.gz");
        for (int session = 1; session <= 3; session++) {
            try (Recorder recorder = Recorder.open(file, counts)) {
                recorder.rest(RestFrameParser.SPOT, BTC, frame("{\"session\":" + session + "}"));
            }
        }
        assertThat(gunzip(file)).contains("{\"session\":1}").doesNotContain("2}");
        assertThat(gunzip(folder.resolve("frames-2.ndjson.gz"))).contains("{\"session\":2}");
        assertThat(gunzip(folder.resolve("frames-3.ndjson.gz"))).contains("{\"session\":3}");
    }

    @Test
    void aFileThatCannotBeCreatedIsOneLine() {
        Path nowhere = folder.resolve("no").resolve("such.ndjson");
        assertThatThrownBy(() -> Recorder.open(nowhere, counts))
                .isInstanceOf(RecordException.class)
                .hasMessageStartingWith("the recording " + nowhere + " cannot be created (NoSuchFileException")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    private static RawHeaders headers(Feed feed, String channel, String connection) {
        return new RawHeaders(feed, Optional.of(channel), connection, NOW, OptionalLong.empty());
    }

    private static String line(Raw raw) {
        return raw.channel().orElse("") + " " + raw.text();
    }

    private static String advanced(String product, int tradeId) {
        return "{\"channel\":\"market_trades\",\"events\":[{\"type\":\"update\",\"trades\":[{\"trade_id\":\"" + tradeId
                + "\",\"product_id\":\"" + product
                + "\",\"price\":\"1\",\"size\":\"1\",\"side\":\"BUY\",\"time\":\"2026-07-07T22:58:17Z\"}]}]}";
    }

    private static List<String> trades(byte[] payload) {
        List<String> trades = new ArrayList<>();
        if (new FrameParser().parse(payload) instanceof Frame.Trades frame) {
            for (Frame.JudgedTrade judged : frame.trades()) {
                Trade trade = ((Verdict.Accepted<Trade>) judged.verdict()).value();
                trades.add(frame.kind() + " " + trade);
            }
        }
        return trades;
    }

    private static int count(List<String> received) {
        synchronized (received) {
            return (int)
                    received.stream().filter(trade -> trade.startsWith("match")).count();
        }
    }

    private static ReceivedFrame frame(String payload) {
        return new ReceivedFrame(payload.getBytes(UTF_8), OptionalLong.empty(), NOW);
    }

    private static String gunzip(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static final class Counts implements RecordListener {
        private final AtomicLong lines = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong stopped = new AtomicLong();

        @Override
        public void written(long more, long moreBytes) {
            lines.addAndGet(more);
            bytes.addAndGet(moreBytes);
        }

        @Override
        public void stopped() {
            stopped.incrementAndGet();
        }
    }
}
