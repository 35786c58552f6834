package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.observed.ObservedAlert;
import io.candlelake.endtoend.observed.ObservedSpotPrice;
import io.candlelake.endtoend.observed.TopicReader;
import io.candlelake.endtoend.part.FeedStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prices that are polled: one for each interval, and for an interval without one, an alert. */
@Tag("slow")
@Order(9)
final class SpotIT {
    private static final List<String> PAIRS = List.of("BTC-USD", "ETH-USD", "BTC-EUR");
    private static final int INTERVAL_SECONDS = 2;
    private static final int INTERVALS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FeedStack stack = new FeedStack("BTC-USD,ETH-USD,BTC-EUR");
    private final TopicReader topics = new TopicReader(stack.bootstrapServers());

    @Test
    void eachIntervalHasOnePriceOrAnAlertAndAnOutageHasAlerts() throws Exception {
        try (stack) {
            stack.producer()
                    .with("SPOT_PAIRS", String.join(",", PAIRS))
                    .with("SPOT_INTERVAL_SECONDS", Integer.toString(INTERVAL_SECONDS));
            stack.start();
            Waiting.until(PATIENCE, () -> "prices in " + prices(), () -> hasEachPair(INTERVALS));

            long outageBegan = interval(Instant.now());
            stack.simulator().freeze();
            Waiting.until(PATIENCE, () -> "time to pass", () -> interval(Instant.now()) > outageBegan + INTERVALS);
            long outageEnded = interval(Instant.now());
            stack.simulator().thaw();
            int before = prices().size();
            Waiting.until(PATIENCE, () -> "prices after the outage in " + prices(), () -> prices().size() > before + 9);

            for (String pair : PAIRS) {
                eachIntervalIsSettledOnce(pair);
                assertThat(alerts(pair).stream()
                                .map(alert -> interval(alert.time()))
                                .toList())
                        .as("intervals of the outage, of " + pair)
                        .containsAll(LongStream.range(outageBegan + 1, outageEnded - 1)
                                .boxed()
                                .toList());
            }
            List<ObservedSpotPrice> prices = prices();
            assertThat(prices.stream().map(ObservedSpotPrice::id)).doesNotHaveDuplicates();
            assertThat(prices).allSatisfy(price -> {
                assertThat(price.amount()).isPositive();
                assertThat(price.product()).endsWith("-" + price.currency());
            });
        }
    }

    /** From the first price to the last, no interval is without a price or an alert, and none has both, or two. */
    private void eachIntervalIsSettledOnce(String pair) {
        Map<Long, Integer> settled = new TreeMap<>();
        List<ObservedSpotPrice> prices =
                prices().stream().filter(price -> price.product().equals(pair)).toList();
        prices.forEach(price -> settled.merge(interval(price.fetchedAt()), 1, Integer::sum));
        long first = interval(prices.get(0).fetchedAt());
        long last = interval(prices.get(prices.size() - 1).fetchedAt());
        alerts(pair).stream()
                .map(alert -> interval(alert.time()))
                .filter(interval -> first < interval && interval < last)
                .forEach(interval -> settled.merge(interval, 1, Integer::sum));
        assertThat(settled)
                .as("intervals of " + pair)
                .isEqualTo(LongStream.rangeClosed(first, last)
                        .boxed()
                        .collect(Collectors.toMap(number -> number, number -> 1)));
    }

    private static long interval(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), INTERVAL_SECONDS);
    }

    private boolean hasEachPair(int count) {
        return PAIRS.stream()
                .allMatch(pair -> prices().stream()
                                .filter(price -> price.product().equals(pair))
                                .count()
                        >= count);
    }

    private List<ObservedSpotPrice> prices() {
        return ObservedSpotPrice.all(topics);
    }

    private List<ObservedAlert> alerts(String pair) {
        return ObservedAlert.all(topics).stream()
                .filter(alert -> alert.product().equals(pair) && alert.kind().equals("MISSED_INTERVAL"))
                .toList();
    }
}
