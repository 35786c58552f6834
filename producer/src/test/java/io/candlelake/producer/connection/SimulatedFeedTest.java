package io.candlelake.producer.connection;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Verdict;
import io.candlelake.producer.connection.FeedRun.Heard;
import io.candlelake.producer.exchange.ExchangeProtocol;
import io.candlelake.simulator.Simulator;
import io.candlelake.simulator.SimulatorSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedFeedTest {
    private final FrameParser parser = new FrameParser();

    @Test
    void everyTradeOfTheMarketComesThroughRotations() throws Exception {
        List<ProductId> products = List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD"), ProductId.of("SOL-USD"));
        SimulatorSettings market = SimulatorSettings.defaults()
                .withProducts(products)
                .withRate(500)
                .withSeed(11);
        try (Simulator coinbase = Simulator.start(market)) {
            FeedSettings settings = FeedSettings.of(Feed.SIMULATOR, coinbase.webSocketUri(), products)
                    .withProductsPerConnection(2)
                    .withRotation(Duration.ofSeconds(1));
            try (FeedRun feed =
                    new FeedRun(settings, new ExchangeProtocol(true), Timing.STANDARD, HttpClient.newHttpClient())) {
                FeedRun.await(() -> feed.rotations() >= 4);
                coinbase.closeMarket();
                Set<String> ledger = coinbase.ledger().stream()
                        .map(trade -> trade.productId() + " " + trade.tradeId().value())
                        .collect(toSet());

                Set<String> received = new HashSet<>();
                FeedRun.await(() -> {
                    for (Heard heard = feed.frames().poll();
                            heard != null;
                            heard = feed.frames().poll()) {
                        received.addAll(trades(heard));
                    }
                    return received.size() >= ledger.size();
                });
                assertThat(received).isEqualTo(ledger).hasSizeGreaterThan(1_000);
                assertThat(feed.losses()).isEmpty();
            }
        }
    }

    private Set<String> trades(Heard heard) {
        if (!(parser.parse(heard.frame().payload()) instanceof Frame.Trades frame)) {
            return Set.of();
        }
        return frame.trades().stream()
                .map(Frame.JudgedTrade::verdict)
                .map(verdict -> ((Verdict.Accepted<io.candlelake.contract.frame.Trade>) verdict).value())
                .map(trade -> trade.productId() + " " + trade.tradeId())
                .collect(toSet());
    }
}
