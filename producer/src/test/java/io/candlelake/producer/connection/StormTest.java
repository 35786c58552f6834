package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase.Door;
import io.candlelake.producer.exchange.ExchangeProtocol;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is of no use is asked again, but not stormed: attempts are counted where they arrive. */
class StormTest {
    private static final int CONNECTIONS = 40;

    /** As ExchangeProtocol sets it. */
    private static final int BURST = 12;

    private static final int PER_SECOND = 4;

    @ParameterizedTest
    @EnumSource
    void attemptsOfManyConnectionsStayBelowTheLimit(Door door) throws Exception {
        List<ProductId> products = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> ProductId.of("COIN" + i + "-USD"))
                .toList();
        try (FakeCoinbase coinbase = new FakeCoinbase(door)) {
            long start = System.nanoTime();
            FeedSettings settings =
                    FeedSettings.of(Feed.EXCHANGE, coinbase.uri(), products).withProductsPerConnection(1);
            Timing hasty = new Timing(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10),
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
            try (FeedRun feed = new FeedRun(settings, new ExchangeProtocol(false), hasty, HttpClient.newHttpClient())) {
                FeedRun.await(() -> coinbase.attempts() >= BURST + PER_SECOND);
                assertThat(feed.hasEnded()).isFalse();
            }
            double seconds = (System.nanoTime() - start) / 1e9;

            assertThat(coinbase.attempts()).isLessThanOrEqualTo((int) (BURST + PER_SECOND * seconds));
        }
    }

    @ParameterizedTest
    @EnumSource
    void attemptsOfOneConnectionBecomeRare(Door door) throws Exception {
        try (FakeCoinbase coinbase = new FakeCoinbase(door)) {
            FeedSettings settings = FeedSettings.of(Feed.EXCHANGE, coinbase.uri(), List.of(ProductId.of("BTC-USD")));
            Timing hasty = new Timing(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10),
                    Timing.STANDARD.backoff());
            try (FeedRun feed = new FeedRun(settings, new ExchangeProtocol(false), hasty, HttpClient.newHttpClient())) {
                FeedRun.await(() -> coinbase.attempts() >= 2);
                Thread.sleep(4_000);
                assertThat(feed.hasEnded()).isFalse();

                // The limit alone would allow 14. Twelve failures in a row take a minute; by chance, less than five
                // seconds
                // once in a hundred thousand times.
                assertThat(feed.connections()).isLessThan(12);
                assertThat(coinbase.attempts()).isLessThanOrEqualTo(2 * feed.connections());
            }
        }
    }
}
