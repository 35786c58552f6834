package io.candlelake.streams.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candlelake.domain.Candle;
import io.candlelake.streams.expected.Length;
import io.candlelake.streams.expected.Numbers;
import io.candlelake.streams.expected.Observed;
import io.candlelake.streams.expected.Row;
import io.candlelake.streams.expected.Told;
import io.candlelake.streams.expected.Trade;
import io.candlelake.streams.simulation.Frames;
import io.candlelake.streams.simulation.Input;
import io.candlelake.streams.simulation.RestartableTopology;
import io.candlelake.streams.topology.TopologySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recordings of Coinbase, where {@code -Drecordings=DIR} or {@code CANDLELAKE_RECORDINGS} says where they are or {@code ../shared/data} has them; a made-up one always.
 */
class RecordedCandlesTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final long RECEIVED_AT = NOW.getEpochSecond() * 1_000_000L;
    private static final Path SAMPLE = Path.of("src/test/resources/recorded/sample-advanced-candles.ndjson");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path stateDirectory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coinbase-exchange-2026.ndjson.gz",
                "coinbase-advanced-2026.ndjson.gz",
                "coinbase-exchange-2021.ndjson.gz"
            })
    void aRecordingsCandlesOfEveryLengthEqualThePlainCalculation(String name) throws Exception {
        candlesEqualThePlainCalculation(real(name));
    }

    @Test
    void aMadeUpRecordingsCandlesOfEveryLengthEqualThePlainCalculation() throws Exception {
        candlesEqualThePlainCalculation(SAMPLE);
    }

    @Test
    void eachOfCoinbasesRunningCandlesIsOneOfOurs() throws Exception {
        assertThat(runningCandlesAreOurs(real("coinbase-advanced-2026.ndjson.gz")))
                .isPositive();
    }

    @Test
    void eachOfAMadeUpRecordingsRunningCandlesIsOneOfOurs() throws Exception {
        assertThat(runningCandlesAreOurs(SAMPLE)).isGreaterThan(5);
    }

    private static Path real(String name) {
        String folder = Optional.ofNullable(System.getProperty("recordings"))
                .or(() -> Optional.ofNullable(System.getenv("CANDLELAKE_RECORDINGS")))
                .orElse("../../shared/data");
        Path file = Path.of(folder).resolve(name);
        assumeTrue(
                Files.isRegularFile(file),
                file + " is absent: name a folder of recorded frames by -Drecordings=DIR to run this test");
        return file;
    }

    private void candlesEqualThePlainCalculation(Path file) throws Exception {
        Recording recording = Recording.read(file);
        RestartableTopology.Output output;
        try (RestartableTopology topology = new RestartableTopology(stateDirectory, TopologySettings.DEFAULT, NOW)) {
            for (String line : recording.lines()) {
                recording.productsOf(line).forEach((product, speaks) -> {
                    if (speaks) {
                        topology.pipe(replayed(product, line));
                    }
                });
            }
            recording
                    .trades()
                    .keySet()
                    .forEach(product -> topology.pipe(
                            replayed(product, "{\"type\":\"replay_end\",\"product_id\":\"" + product + "\"}")));
            output = topology.read();
        }
        assertThat(output.rejects()).isEmpty();
        recording.trades().forEach((product, trades) -> {
            assertThat(output.ticks())
                    .filteredOn(tick -> tick.productId().value().equals(product))
                    .extracting(tick -> Observed.trade(
                            tick.tradeId().value(),
                            tick.time().epochMicros(),
                            tick.price(),
                            tick.size(),
                            tick.takerSide()))
                    .containsExactlyInAnyOrderElementsOf(trades.values());
            List<Row> rows = output.candles().stream()
                    .filter(candle -> candle.productId().value().equals(product))
                    .map(Observed::row)
                    .toList();
            for (Length length : Length.ALL) {
                assertThat(newest(rows, length)).as("%s %s", product, length).isEqualTo(plain(trades, length));
            }
        });
        System.out.printf(
                "%s: %d frames, %d trades, candles with trades: %s%n",
                file.getFileName(),
                recording.lines().size(),
                output.ticks().size(),
                Length.ALL.stream()
                        .map(length -> length.name() + " "
                                + output.candles().stream()
                                        .filter(candle -> candle.tradeCount() > 0
                                                && candle.interval().label().equals(length.name()))
                                        .count())
                        .collect(Collectors.joining(", ")));
    }

    private static Input replayed(String product, String line) {
        return new Input(product, "replay", Optional.empty(), line, RECEIVED_AT, Optional.empty(), List.of());
    }

    /** Numbers and missing trades of the newest revisions with trades, by start. */
    private static Map<Long, String> newest(List<Row> rows, Length length) {
        Map<Long, String> newest = new TreeMap<>();
        rows.stream().filter(row -> row.length().equals(length)).forEach(row -> row.numbers()
                .ifPresent(numbers -> newest.put(row.openTime(), numbers + " missing " + row.missing())));
        return newest;
    }

    private static Map<Long, String> plain(NavigableMap<Long, Trade> trades, Length length) {
        Map<Long, List<Trade>> windows = new TreeMap<>();
        trades.values()
                .forEach(trade -> windows.computeIfAbsent(length.start(trade.micros()), start -> new ArrayList<>())
                        .add(trade));
        Map<Long, String> plain = new TreeMap<>();
        windows.forEach((start, window) -> {
            Numbers numbers = Numbers.of(window);
            long seen = trades.subMap(numbers.firstId(), true, numbers.lastId(), true)
                    .size();
            plain.put(start, numbers + " missing " + (numbers.lastId() - numbers.firstId() + 1 - seen));
        });
        return plain;
    }

    /**
     * One trade after the other, in their order, makes one open candle of five minutes after the other; each of Coinbase's candles of a window that was recorded from its
     * start must be one of them, and never an earlier one than before. How many were compared.
     */
    private int runningCandlesAreOurs(Path file) throws Exception {
        Recording recording = Recording.read(file);
        Map<String, List<Row>> ours = new TreeMap<>();
        try (RestartableTopology topology = new RestartableTopology(stateDirectory, TopologySettings.DEFAULT, NOW)) {
            recording.trades().forEach((product, trades) -> trades.values().stream()
                    .sorted(Trade.BY_TIME)
                    .forEach(trade -> {
                        topology.pipe(Input.of(
                                product,
                                Frames.match(product, trade),
                                RECEIVED_AT,
                                new Told.Trades(List.of(trade), false)));
                        topology.advance(Duration.ofMillis(250));
                        for (Candle candle : topology.read().live()) {
                            if (candle.interval().label().equals("5m")) {
                                ours.computeIfAbsent(product, name -> new ArrayList<>())
                                        .add(Observed.row(candle));
                            }
                        }
                    }));
        }
        Map<String, Integer> reached = new TreeMap<>();
        int compared = 0;
        for (Recording.CoinbaseCandle candle : recording.candles()) {
            long firstRecorded = recording.trades().getOrDefault(candle.product(), new TreeMap<>()).values().stream()
                    .mapToLong(Trade::micros)
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (firstRecorded >= candle.openTime()) {
                continue;
            }
            List<Row> running = ours.getOrDefault(candle.product(), List.of()).stream()
                    .filter(row -> row.openTime() == candle.openTime())
                    .toList();
            String window = candle.product() + " " + Frames.time(candle.openTime());
            int prefix = prefix(running, candle, reached.getOrDefault(window, 0));
            assertThat(prefix).as("%s among %s", candle, running).isNotNegative();
            System.out.printf(
                    "Coinbase's candle of %s: the first %d of %d trades%n", window, prefix + 1, running.size());
            reached.put(window, prefix);
            compared++;
        }
        return compared;
    }

    private static int prefix(List<Row> running, Recording.CoinbaseCandle candle, int from) {
        for (int i = from; i < running.size(); i++) {
            Numbers numbers = running.get(i).numbers().orElseThrow();
            if (numbers.open().compareTo(candle.open()) == 0
                    && numbers.high().compareTo(candle.high()) == 0
                    && numbers.low().compareTo(candle.low()) == 0
                    && numbers.close().compareTo(candle.close()) == 0
                    && numbers.volume().compareTo(candle.volume()) == 0) {
                return i;
            }
        }
        return -1;
    }
}
