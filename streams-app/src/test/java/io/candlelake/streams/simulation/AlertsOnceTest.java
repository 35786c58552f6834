package io.candlelake.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Alert;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.quality.QualitySettings;
import io.candlelake.streams.simulation.PlainAlerts.Made;
import io.candlelake.streams.topology.TopologySettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Through the whole topology: whatever is repeated, restarted or undone, what is told is told once. */
class AlertsOnceTest {
    private static final String BTC = "BTC-USD";
    private static final long SECOND = 1_000_000L;
    private static final long START = Timestamp.of("2026-11-20T10:00:00Z").epochMicros();
    private static final long GRACE = CandleSettings.DEFAULT.graceMicros();

    /** Alerts on prices follow from the list of trades alone, where none is later than the grace. */
    @Property(tries = 40)
    void alertsOnPricesEqualThePlainCalculationWhateverTheOrderWithinTheGrace(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Made> trades = trades(random);
        List<Arrival> arrivals = new ArrayList<>();
        for (Made trade : trades) {
            arrivals.add(new Arrival(trade, trade.micros() + (long) (random.nextDouble() * GRACE)));
            if (random.nextInt(6) == 0) {
                arrivals.add(new Arrival(trade, trade.micros() + random.nextInt((int) (90 * SECOND))));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        try (Run run = new Run()) {
            run.takeAll(arrivals, random);
            long end = arrivals.get(arrivals.size() - 1).at() + GRACE + SECOND;
            run.heartbeat(end, trades.get(trades.size() - 1).id());
            assertThat(run.alerts.stream().filter(AlertsOnceTest::isOfPrices).map(AlertsOnceTest::line))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(PlainAlerts.of(trades));

            run.alerts.clear();
            Collections.shuffle(trades, random);
            trades.forEach(trade -> run.take(new Arrival(trade, end)));
            assertThat(run.alerts).as("all again, seed %d", seed).isEmpty();
        }
    }

    /** Where trades come at any time in any order, holes and repairs included: no alert twice, and restarts and aborts change none. */
    @Property(tries = 25)
    void noAlertIsMadeTwiceWhateverTheOrder(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Made> trades = trades(random);
        List<Arrival> arrivals = new ArrayList<>();
        long now = START + 600 * SECOND;
        List<Made> order = new ArrayList<>(trades);
        order.addAll(trades.subList(0, trades.size() / 2));
        Collections.shuffle(order, random);
        for (Made trade : order) {
            now += random.nextInt(40) == 0 ? 70 * SECOND : random.nextInt((int) SECOND);
            arrivals.add(new Arrival(trade, now));
        }
        try (Run run = new Run();
                Run undisturbed = new Run()) {
            run.takeAll(arrivals, random);
            arrivals.forEach(undisturbed::take);
            assertThat(run.alerts).as("seed %d", seed).isEqualTo(undisturbed.alerts);
            assertThat(run.alerts.stream().map(Alert::alertId)).doesNotHaveDuplicates();

            run.alerts.clear();
            long end = now;
            arrivals.forEach(arrival -> run.take(new Arrival(arrival.trade(), end)));
            assertThat(run.alerts).as("all again, seed %d", seed).isEmpty();
        }
    }

    private static boolean isOfPrices(Alert alert) {
        return List.of("SPIKE", "DROP", "CROSSED_ABOVE").contains(alert.kind());
    }

    private static String line(Alert alert) {
        String tradeId = alert.detail().replaceFirst("^trade ([0-9]+) .*", "$1");
        return alert.kind() + " " + tradeId + " " + alert.value().orElseThrow().toPlainString();
    }

    /** A few minutes of trades around the level, calm, with outliers, some of a microsecond, some of a price. */
    private static List<Made> trades(Random random) {
        List<Made> trades = new ArrayList<>();
        long time = START;
        long price = 10_000L + random.nextInt(200);
        for (long id = 100; id < 200; id++) {
            time += random.nextInt(4) == 0 ? 0 : random.nextInt(3_000_000);
            price += random.nextInt(7) - 3;
            long shown = random.nextInt(12) == 0 ? price + random.nextInt(400) - 200 : price;
            trades.add(new Made(id, time, BigDecimal.valueOf(shown, 1)));
        }
        return trades;
    }

    /**
     * A trade comes.
     *
     * @param at when
     */
    private record Arrival(Made trade, long at) {
        Input toInput() {
            return new Input(
                    BTC,
                    "exchange",
                    Optional.empty(),
                    String.format(
                            Locale.ROOT,
                            "{\"type\":\"match\",\"trade_id\":%d,\"side\":\"sell\",\"size\":\"1\",\"price\":\"%s\","
                                    + "\"product_id\":\"%s\",\"sequence\":%d,\"time\":\"%s\"}",
                            trade.id(),
                            trade.price().toPlainString(),
                            BTC,
                            trade.id(),
                            new Timestamp(trade.micros())),
                    at,
                    Optional.empty(),
                    List.of());
        }
    }

    /** The topology, and the alerts that were committed. */
    private static final class Run implements AutoCloseable {
        private final Path folder = Files.createTempDirectory("alerts-once");
        private final List<Alert> alerts = new ArrayList<>();
        private final RestartableTopology topology;

        Run() throws IOException {
            topology = new RestartableTopology(folder, settings(), new Timestamp(START).toInstant());
        }

        private static TopologySettings settings() {
            Map<String, String> values = new HashMap<>();
            values.put("SPIKE_MADS", PlainAlerts.MADS.toString());
            values.put(
                    "SPIKE_FLOOR_PERCENT", PlainAlerts.FLOOR.movePointRight(2).toPlainString());
            values.put("SPIKE_WINDOW_SECONDS", Integer.toString(PlainAlerts.WINDOW_SECONDS));
            values.put("SPIKE_WARM_UP_SAMPLES", Integer.toString(PlainAlerts.WARM_UP));
            values.put("SPIKE_COOLDOWN", PlainAlerts.COOLDOWN_SECONDS + "s");
            values.put(
                    "PRICE_RULES",
                    BTC + " above " + PlainAlerts.LEVEL + " hysteresis " + PlainAlerts.HYSTERESIS + " cooldown "
                            + PlainAlerts.COOLDOWN_SECONDS + "s");
            List<String> problems = new ArrayList<>();
            QualitySettings quality = QualitySettings.parse(values, problems);
            assertThat(problems).isEmpty();
            return new TopologySettings(CandleSettings.DEFAULT, 600 * SECOND, 4, quality);
        }

        /** With restarts, and with transactions that are undone and done again. */
        void takeAll(List<Arrival> arrivals, Random random) {
            for (int i = 0; i < arrivals.size(); i++) {
                if (random.nextInt(25) == 0) {
                    topology.restart(topology.committed());
                }
                if (random.nextInt(25) == 0) {
                    var committed = topology.committed();
                    for (int j = i; j < Math.min(i + 8, arrivals.size()); j++) {
                        topology.pipe(arrivals.get(j).toInput());
                    }
                    topology.restart(committed);
                }
                take(arrivals.get(i));
            }
        }

        void take(Arrival arrival) {
            topology.pipe(arrival.toInput());
            alerts.addAll(topology.alerts());
        }

        void heartbeat(long micros, long newestId) {
            topology.pipe(new Input(
                    BTC,
                    "exchange",
                    Optional.empty(),
                    String.format(
                            Locale.ROOT,
                            "{\"type\":\"heartbeat\",\"last_trade_id\":%d,\"product_id\":\"%s\",\"time\":\"%s\"}",
                            newestId,
                            BTC,
                            new Timestamp(micros)),
                    micros,
                    Optional.empty(),
                    List.of()));
            alerts.addAll(topology.alerts());
        }

        @Override
        public void close() throws IOException {
            topology.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
