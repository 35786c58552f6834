package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.expected.Ledger;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.Difference;
import io.candlelake.endtoend.observed.ObservedGap;
import io.candlelake.endtoend.observed.ObservedTick;
import io.candlelake.endtoend.observed.TopicReader;
import io.candlelake.endtoend.part.FeedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A producer that was down while the market went on: what it missed comes from REST, or is said to be too much. */
@Tag("slow")
@Order(8)
final class ResumeIT {
    private static final Duration DOWN = Duration.ofSeconds(12);
    private static final int LIMIT = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FeedStack stack = new FeedStack("BTC-USD,ETH-USD,BAND-GBP");
    private final TopicReader topics = new TopicReader(stack.bootstrapServers());

    @Test
    void whatWasTradedWhileItWasDownIsThereAfterwards() throws Exception {
        try (stack) {
            stack.simulator().with("SIMULATOR_RATE", "60");
            stack.start();
            awaitTicks(200);
            stayDown();
            stack.producer().start();
            stack.await(stack.producer());
            awaitTheWholeLedger();

            assertThat(gaps()).as("the time it was down is in the gap ledger").anyMatch(gap -> gap.cause()
                    .equals("DOWNTIME"));
            assertThat(gaps()).noneMatch(gap -> gap.status().equals("UNREPAIRABLE"));
            assertThat(Difference.ofTicks(ledger(), ticks())).isEmpty();
        }
    }

    @Test
    void whatIsOverTheBoundIsCutAndSaid() throws Exception {
        try (stack) {
            stack.simulator().with("SIMULATOR_RATE", "60");
            stack.start();
            awaitTicks(200);
            stayDown();
            stack.producer().with("BACKFILL_LIMIT", Integer.toString(LIMIT)).start();
            stack.await(stack.producer());
            // What was down is more than the bound for the busy products alone.
            Waiting.until(
                    PATIENCE, () -> "two cuts in " + gaps(), () -> cutProducts().equals(Set.of("BTC-USD", "ETH-USD")));
            stack.coinbase().closeMarket();
            Waiting.until(
                    PATIENCE,
                    () -> differences().toString(),
                    () -> differences().isEmpty() && isAllClosed());

            assertThat(stack.producer().log()).as("the log says so").containsIgnoringCase("BACKFILL_LIMIT");
        }
    }

    private Set<String> cutProducts() {
        return gaps().stream()
                .filter(gap ->
                        gap.status().equals("UNREPAIRABLE") && gap.cause().equals("BACKFILL_CUT"))
                .map(ObservedGap::product)
                .collect(Collectors.toSet());
    }

    /** Of all trades but those that were given up. */
    private List<String> differences() {
        Map<Trade.Key, Trade> expected = ledger();
        Map<Trade.Key, String> states = states();
        expected.keySet().removeIf(key -> "UNREPAIRABLE".equals(states.get(key)));
        return Difference.ofTicks(expected, ticks());
    }

    private void stayDown() throws IOException, InterruptedException {
        stack.producer().kill();
        int before = Ledger.read(stack.ledger()).size();
        long until = System.nanoTime() + DOWN.toNanos();
        Waiting.until(
                PATIENCE,
                () -> "a market that goes on",
                () -> System.nanoTime() > until && traded() > before + 8 * LIMIT);
    }

    private int traded() {
        try {
            return Ledger.read(stack.ledger()).size();
        } catch (IOException | RuntimeException tornLine) {
            return 0;
        }
    }

    private void awaitTheWholeLedger() throws IOException, InterruptedException {
        stack.coinbase().closeMarket();
        int size = ledger().size();
        Waiting.until(PATIENCE, () -> ticks().size() + " of " + size + " ticks", () -> ticks().size() >= size);
        Waiting.until(PATIENCE, () -> "every gap closed in " + gaps(), this::isAllClosed);
    }

    private boolean isAllClosed() {
        return !states().containsValue("OPEN");
    }

    /** The last word on each trade: one that was given up may come after all, as in a snapshot of the newest hundred. */
    private Map<Trade.Key, String> states() {
        Map<Trade.Key, String> states = new HashMap<>();
        for (ObservedGap gap : gaps()) {
            for (long id = gap.first(); id <= gap.last(); id++) {
                states.put(new Trade.Key(gap.product(), id), gap.status());
            }
        }
        return states;
    }

    private void awaitTicks(int count) throws InterruptedException {
        Waiting.until(PATIENCE, () -> count + " ticks", () -> ticks().size() > count);
    }

    private Map<Trade.Key, Trade> ledger() {
        Map<Trade.Key, Trade> trades = new HashMap<>();
        try {
            Ledger.read(stack.ledger()).forEach(trade -> trades.put(trade.key(), trade));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return trades;
    }

    private List<ObservedTick> ticks() {
        return ObservedTick.all(topics);
    }

    private List<ObservedGap> gaps() {
        return ObservedGap.all(topics);
    }
}
