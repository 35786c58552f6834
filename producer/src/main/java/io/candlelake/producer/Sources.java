package io.candlelake.producer;

import io.candlelake.producer.advanced.AdvancedProtocol;
import io.candlelake.producer.connection.FeedSettings;
import io.candlelake.producer.connection.LiveFeed;
import io.candlelake.producer.connection.Protocol;
import io.candlelake.producer.exchange.ExchangeProtocol;
import io.candlelake.producer.gap.GapRepair;
import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.metrics.ProducerMetrics;
import io.candlelake.producer.raw.RawWriter;
import io.candlelake.producer.rest.RestClient;
import io.candlelake.producer.secret.Authorization;
import io.candlelake.producer.source.FrameSink;
import io.candlelake.producer.spot.CoinbaseSpot;
import io.candlelake.producer.spot.SpotPoller;
import io.candlelake.producer.spot.SpotProgress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that brings frames, as configured: feeds, what is fetched for their gaps, spot prices. */
final class Sources implements AutoCloseable {
    private final ProducerSettings settings;
    private final ProducerMetrics metrics;
    private final Workers workers = new Workers();
    private final List<LiveFeed> feeds = new CopyOnWriteArrayList<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.systemUTC();

    Sources(ProducerSettings settings, ProducerMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /** True while Coinbase gives us all products of every feed. */
    boolean areSubscribed() {
        return !feeds.isEmpty() && feeds.stream().allMatch(LiveFeed::isSubscribed);
    }

    /** True while nothing failed and every thread is alive. */
    boolean areWell() {
        return workers.areWell();
    }

    /** Starts all of them, into the writer. */
    void start(RawWriter writer, GapTracker gaps, Authorization key) {
        endAllOn(writer.failure());
        settings.exchange().ifPresent(feed -> start("exchange", feed, new ExchangeProtocol(true), writer));
        settings.advanced().ifPresent(feed -> start("advanced", feed, new AdvancedProtocol(key), writer));
        startRepair(writer, gaps);
        if (!settings.spot().pairs().isEmpty()) {
            startSpot(writer, key);
        }
    }

    private void start(String name, FeedSettings feed, Protocol protocol, RawWriter writer) {
        var trades = metrics.trades(name);
        LiveFeed live = new LiveFeed(
                feed,
                protocol,
                () -> {
                    var connection = writer.connection(feed.feed());
                    FrameSink sink =
                            frame -> trades.accept(connection.write(frame).frame());
                    return sink;
                },
                metrics.feed(name),
                clock);
        metrics.subscribed(name, live::isSubscribed);
        feeds.add(live);
        workers.start(name, live::run);
    }

    private void startRepair(RawWriter writer, GapTracker gaps) {
        gaps.resume(settings.products());
        RestClient rest = new RestClient(settings.rest(), Authorization.NONE, metrics.rest());
        GapRepair repair = GapRepair.start(settings.gaps(), gaps, rest, writer::rest);
        endings.add(repair::close);
        endAllOn(repair.failure());
    }

    private void startSpot(RawWriter writer, Authorization key) {
        SpotProgress memory = new SpotProgress(
                settings.kafka().bootstrapServers(), settings.kafka().deliveryTimeout(), workers::fail);
        endings.add(memory::close);
        SpotPoller poller = new SpotPoller(
                settings.spot(),
                new CoinbaseSpot(settings.spotApi(), key, clock),
                new SpotRecords(writer.rest()),
                memory,
                metrics.spot(settings.spot().pairs()),
                clock);
        workers.start("spot", poller::run);
    }

    private void endAllOn(CompletableFuture<Void> failure) {
        var unused = failure.whenComplete((nothing, fatal) -> {
            if (fatal != null) {
                workers.fail(fatal);
            }
        });
    }

    /** As {@link Workers#awaitFailure}. */
    void awaitFailure() throws InterruptedException {
        workers.awaitFailure();
    }

    /** Reads nothing more. */
    @Override
    public void close() {
        workers.close();
        endings.forEach(Runnable::run);
    }
}
