package io.candlelake.producer.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Feed;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import io.candlelake.producer.RawTopic;
import io.candlelake.producer.RawTopic.Raw;
import io.candlelake.producer.RestServer;
import io.candlelake.producer.gap.GapListener;
import io.candlelake.producer.gap.GapRepair;
import io.candlelake.producer.gap.GapSettings;
import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.gap.Resumed;
import io.candlelake.producer.progress.Progress;
import io.candlelake.producer.rest.RestClient;
import io.candlelake.producer.rest.RestListener;
import io.candlelake.producer.rest.RestSettings;
import io.candlelake.producer.secret.Authorization;
import io.candlelake.producer.source.ReceivedFrame;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole of it, with a real broker and a real HTTP server: frames in, raw_messages and producer_progress out. */
class RepairTest {
    private static final AtomicInteger PRODUCTS = new AtomicInteger();

    /** All tests share one broker, and what stands in producer_progress: each has a product of its own. */
    private final ProductId product = ProductId.of("T" + PRODUCTS.incrementAndGet() + "-USD");

    private final RawTopic topic = new RawTopic();
    private final RestServer rest = RestServer.start();
    private final List<Live> running = new ArrayList<>();
    private final List<String> lateness = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        running.forEach(Live::close);
        rest.close();
    }

    @Test
    void gapIsReportedThenRepairedAndEachTradeIsWrittenOnce() throws Exception {
        inRest(1, 20);
        Live live = new Live(GapSettings.defaults());
        live.match(7);
        live.match(10);
        await(() -> trades().size() == 6);

        // The page reaches from the trade above to the one below.
        assertThat(lines()).containsExactly("match 7", "gap 8..9 OPEN SKIPPED", "match 10", "rest_trades 10 9 8 7");
        Raw page = topic.records(product.value()).get(3);
        assertThat(page.text())
                .isEqualTo("[" + RestServer.trade(10) + "," + RestServer.trade(9) + "," + RestServer.trade(8) + ","
                        + RestServer.trade(7) + "]");
        assertThat(page.headers().feed()).isEqualTo(Feed.REST);
    }

    @Test
    void restThatLagsIsAskedUntilItHasTheTrades() throws Exception {
        inRest(1, 20);
        rest.tellUpTo(8);
        Live live = new Live(impatient());
        live.match(7);
        live.match(10);
        await(() -> trades().contains(8L));
        assertThat(trades()).doesNotContain(9L);
        rest.tellUpTo(20);
        await(() -> trades().contains(9L));

        assertThat(lines()).noneMatch(line -> line.contains("UNREPAIRABLE"));
    }

    @Test
    void whatRestDoesNotHaveIsUnrepairableAfterFourPagesThatSpanIt() throws Exception {
        inRest(1, 20);
        rest.trades(product.value()).remove(8L);
        rest.add(RestServer.body("[]"));
        rest.add(RestServer.status(404));
        Live live = new Live(impatient());
        live.match(7);
        live.match(10);
        await(() -> lines().contains("gap 8..8 UNREPAIRABLE SKIPPED"));

        assertThat(lines())
                .containsExactly(
                        "match 7",
                        "gap 8..9 OPEN SKIPPED",
                        "match 10",
                        "rest_trades",
                        "rest_trades 10 9 7 6",
                        "rest_trades 9 7 6",
                        "rest_trades 9 7 6",
                        "rest_trades 9 7 6",
                        "gap 8..8 UNREPAIRABLE SKIPPED");
    }

    @Test
    void tradeThatIsNotValidIsFetched() throws Exception {
        inRest(1, 20);
        Live live = new Live(GapSettings.defaults());
        live.match(7);
        live.write(match(8).replace("\"63514.6\"", "\"-1\""));
        live.match(9);
        await(() -> trades().contains(8L));

        assertThat(lines())
                .containsExactly("match 7", "match", "gap 8..8 OPEN SKIPPED", "match 9", "rest_trades 9 8 7");
    }

    @Test
    void pageThatIsNoJsonIsKeptAndAskedForAgain() throws Exception {
        inRest(1, 20);
        rest.add(RestServer.body("[{\"trade_id\":8,"));
        Live live = new Live(impatient());
        live.match(7);
        live.match(9);
        await(() -> trades().contains(8L));

        assertThat(lines())
                .containsExactly(
                        "match 7", "gap 8..8 OPEN SKIPPED", "match 9", "rest_trades (unreadable)", "rest_trades 9 8 7");
    }

    @Test
    void restartResumesExactlyWhereKafkaHadIt() throws Exception {
        inRest(1, 12);
        Live first = new Live(GapSettings.defaults());
        first.match(7);
        first.match(8);
        first.close();
        Live second = new Live(GapSettings.defaults());
        second.match(12);
        await(() -> trades().contains(11L));
        second.close();

        // What the newest page brought may be written twice; no gap is opened but the true one.
        assertThat(lines()).filteredOn(line -> line.startsWith("gap")).containsExactly("gap 9..11 OPEN DOWNTIME");
        assertThat(trades()).containsAll(LongStream.rangeClosed(7, 12).boxed().toList());
        LongRanges done = new LongRanges();
        done.addAll(7, 12);
        assertThat(Progress.read(topic.bootstrapServers(), Duration.ofMinutes(1))
                        .resumed())
                .containsEntry(product, new Resumed(7, done));
    }

    @Test
    void quietProductIsBackfilledAtTheStart() throws Exception {
        inRest(1, 8);
        Live first = new Live(GapSettings.defaults());
        first.match(7);
        first.match(8);
        first.close();
        inRest(9, 15);
        Live second = new Live(GapSettings.defaults());
        second.resume();
        await(() -> trades().containsAll(LongStream.rangeClosed(7, 15).boxed().toList()));

        assertThat(lines()).contains("gap 9..14 OPEN DOWNTIME");
    }

    @Test
    void whatIsInKafkaButNotInTheProgressIsFetchedAgainAndNotLost() throws Exception {
        inRest(1, 100);
        Live first = new Live(GapSettings.defaults());
        first.match(7);
        first.close();
        Live killed = new Live(GapSettings.defaults());
        killed.match(8);
        killed.match(9);
        killed.writer.flush();
        // It is not closed, and its next note is a second away.
        Live third = new Live(GapSettings.defaults());
        third.match(12);
        await(() -> trades().containsAll(LongStream.rangeClosed(7, 12).boxed().toList()));

        assertThat(lines()).anyMatch(line -> line.matches("gap (8|9|10)..11 OPEN DOWNTIME"));
    }

    @Test
    void backfillThatIsCutSaysSo() throws Exception {
        inRest(1, 1_000);
        Live first = new Live(GapSettings.defaults());
        first.match(7);
        first.close();
        Live second = new Live(GapSettings.defaults().withBackfillLimit(100));
        second.resume();
        await(() ->
                trades().containsAll(LongStream.rangeClosed(900, 1_000).boxed().toList()));

        assertThat(lines())
                .containsSubsequence(
                        "match 7",
                        "gap 8..899 OPEN BACKFILL_CUT",
                        "gap 8..899 UNREPAIRABLE BACKFILL_CUT",
                        "gap 900..999 OPEN DOWNTIME",
                        "rest_trades 1000");
        assertThat(trades()).doesNotContain(500L);
    }

    @Test
    void twoConnectionsWithTheSameTradesOpenNoGap() throws Exception {
        Live live = new Live(GapSettings.defaults());
        ConnectionWriter other = live.writer.connection(Feed.EXCHANGE);
        Thread second = new Thread(() -> {
            for (long id = 1; id <= 2_000; id++) {
                other.write(frame(match(id)));
            }
        });
        second.start();
        for (long id = 1; id <= 2_000; id++) {
            live.match(id);
        }
        second.join();
        live.writer.flush();

        assertThat(trades()).hasSize(4_000);
        assertThat(lines()).noneMatch(line -> line.startsWith("gap"));
    }

    @Test
    void latenessIsToldOfTradesThatAreNew() throws Exception {
        inRest(1, 20);
        Live live = new Live(GapSettings.defaults());
        // The first of a connection may be of any age, and so may be what REST brings.
        live.match(7);
        live.match(8);
        live.match(11);
        await(() -> trades().contains(10L));
        live.writer.flush();

        assertThat(lateness).hasSize(2).allSatisfy(line -> assertThat(line)
                .isEqualTo(product + " 2026-07-07T22:58:17.164892Z"));
    }

    private void inRest(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(rest.trades(product.value())::add);
    }

    private static GapSettings impatient() {
        return new GapSettings(
                Duration.ofMillis(50),
                100_000,
                4,
                Duration.ZERO,
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                2);
    }

    /** {@code match 7}, {@code gap 8..9 OPEN SKIPPED}, {@code rest_trades 9 8 7}: the product's records in order. */
    private List<String> lines() {
        return topic.records(product.value()).stream().map(this::line).toList();
    }

    private String line(Raw raw) {
        Frame frame = parse(raw);
        if (frame instanceof Frame.GapReport gap) {
            return "gap " + gap.firstMissingId() + ".." + gap.lastMissingId() + " " + gap.status() + " " + gap.cause();
        }
        if (frame instanceof Frame.Unreadable) {
            return raw.channel().orElse("") + " (unreadable)";
        }
        StringBuilder line = new StringBuilder(frame.kind());
        tradeIds(raw).forEach(id -> line.append(' ').append(id));
        return line.toString();
    }

    private List<Long> trades() {
        return topic.records(product.value()).stream()
                .flatMap(raw -> tradeIds(raw).stream())
                .toList();
    }

    private List<Long> tradeIds(Raw raw) {
        List<Long> ids = new ArrayList<>();
        if (parse(raw) instanceof Frame.Trades frame) {
            frame.trades().forEach(trade -> {
                if (trade.verdict() instanceof Verdict.Accepted<Trade> valid) {
                    ids.add(valid.value().tradeId());
                }
            });
        }
        return ids;
    }

    private Frame parse(Raw raw) {
        return RestFrameParser.reads(raw.headers().feed(), raw.channel())
                ? new RestFrameParser().parse(raw.channel(), Optional.of(product), raw.payload())
                : new io.candlelake.contract.frame.FrameParser().parse(raw.payload());
    }

    private String match(long id) {
        return "{\"type\":\"match\",\"trade_id\":" + id + ",\"side\":\"buy\",\"size\":\"0.2\",\"price\":\"63514.6\","
                + "\"product_id\":\"" + product + "\",\"time\":\"2026-07-07T22:58:17.164892Z\"}";
    }

    private static ReceivedFrame frame(String text) {
        return new ReceivedFrame(
                text.getBytes(UTF_8),
                OptionalLong.empty(),
                Timestamp.of(Clock.systemUTC().instant()));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    /** A process, without its feeds. */
    private final class Live {
        private final GapTracker gaps;
        private final RawWriter writer;
        private final GapRepair repair;
        private final ConnectionWriter connection;

        Live(GapSettings settings) throws InterruptedException {
            running.add(this);
            KafkaWriteSettings kafka = KafkaWriteSettings.of(topic.bootstrapServers());
            Progress progress = Progress.read(kafka.bootstrapServers(), kafka.deliveryTimeout());
            gaps = new GapTracker(settings, progress.resumed(), GapListener.NONE);
            writer = RawWriter.connect(kafka, gaps, progress, new WriteListener() {
                @Override
                public void tradesAcknowledged(ProductId traded, Timestamp tradeTime, Timestamp acknowledgedAt) {
                    assertThat(acknowledgedAt).isGreaterThan(tradeTime);
                    lateness.add(traded + " " + tradeTime);
                }
            });
            RestSettings usual = RestSettings.of(rest.uri());
            RestClient client = new RestClient(
                    new RestSettings(
                            usual.base(),
                            100,
                            usual.timeout(),
                            1_000_000,
                            1,
                            Duration.ofMillis(20),
                            Duration.ofMillis(50)),
                    Authorization.NONE,
                    RestListener.NONE);
            repair = GapRepair.start(settings, gaps, client, writer::rest);
            connection = writer.connection(Feed.EXCHANGE);
        }

        void resume() {
            gaps.resume(List.of(product));
        }

        void match(long id) {
            write(RepairTest.this.match(id));
        }

        void write(String text) {
            connection.write(frame(text));
        }

        void close() {
            repair.close();
            writer.close();
        }
    }
}
