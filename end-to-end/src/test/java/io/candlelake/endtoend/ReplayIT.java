package io.candlelake.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.expected.Candles;
import io.candlelake.endtoend.expected.Recording;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.Difference;
import io.candlelake.endtoend.observed.ObservedCandle;
import io.candlelake.endtoend.observed.ObservedRaw;
import io.candlelake.endtoend.observed.ObservedReject;
import io.candlelake.endtoend.observed.ObservedTick;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file goes in; ticks and candles in the tables' files equal what the file alone says. */
@Tag("slow")
@Order(2)
@ExtendWith(ReplayedStack.Provider.class)
final class ReplayIT {
    private final ReplayedStack stack;

    ReplayIT(ReplayedStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coinbase-exchange-2026.ndjson.gz",
                "coinbase-advanced-2026.ndjson.gz",
                "coinbase-exchange-2021.ndjson.gz"
            })
    void aRecordingBecomesExactlyItsTicksAndCandles(String name) throws Exception {
        replayTwice(Recordings.real(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample-exchange.ndjson", "sample-advanced.ndjson"})
    void aMadeUpSampleBecomesExactlyItsTicksAndCandles(String name) throws Exception {
        replay(Recordings.sample(name, stack.sandbox().file("once-" + name + ".gz")));
    }

    @Test
    void everyRawRowHasAFramesBytesExactly() throws Exception {
        stack.sample();
        Path file = Recordings.sample("sample-exchange.ndjson", stack.sandbox().file("bytes.ndjson"));

        Set<ByteBuffer> kept =
                stack.tables().rawMessages().stream().map(ObservedRaw::payload).collect(Collectors.toSet());

        assertThat(Recording.read(file).lines().stream()
                        .map(ByteBuffer::wrap)
                        .filter(line -> !kept.contains(line))
                        .map(line -> UTF_8.decode(line).toString()))
                .isEmpty();
    }

    private void replayTwice(Path file) throws Exception {
        Recording recording = Recording.read(file);
        Set<String> products = recording.trades().stream().map(Trade::product).collect(Collectors.toSet());
        List<ObservedReject> rejectsBefore = stack.tables().rejects();

        Outcome first = stack.replay(file, recording.trades()).succeeded();
        System.out.println(first);
        summaryTellsTheTruth(first, recording, recording.distinct().size(), recording.duplicates());
        List<ObservedCandle> candles = tablesEqual(products);

        Outcome again = stack.replay(file, List.of()).succeeded();
        summaryTellsTheTruth(again, recording, 0, recording.trades().size());
        assertThat(tablesEqual(products(recording)))
                .as("candles after the second time")
                .hasSameElementsAs(candles);
        assertThat(stack.tables().rejects()).hasSameSizeAs(rejectsBefore);
    }

    private List<ObservedCandle> replay(Path file) throws Exception {
        Recording recording = Recording.read(file);
        Outcome outcome = stack.replay(file, recording.trades()).succeeded();
        System.out.println(outcome);
        summaryTellsTheTruth(outcome, recording, recording.distinct().size(), recording.duplicates());
        return tablesEqual(products(recording));
    }

    private static Set<String> products(Recording recording) {
        return recording.trades().stream().map(Trade::product).collect(Collectors.toSet());
    }

    private List<ObservedCandle> tablesEqual(Set<String> products) throws IOException {
        List<Trade> fed = products.stream()
                .flatMap(product -> stack.fed(product).stream())
                .toList();
        List<ObservedTick> ticks = stack.tables().ticks().stream()
                .filter(tick -> products.contains(tick.trade().product()))
                .toList();
        List<ObservedCandle> candles = stack.tables().candles().stream()
                .filter(candle -> products.contains(candle.key().product()))
                .toList();
        Map<Trade.Key, Trade> expected = new HashMap<>();
        fed.forEach(trade -> expected.putIfAbsent(trade.key(), trade));
        assertThat(Difference.ofTicks(expected, ticks)).isEmpty();
        assertThat(Difference.ofCandles(Candles.of(fed), candles)).isEmpty();
        assertThat(candles).allSatisfy(ReplayIT::isFirstAndFinal);
        everyTickNamesItsFrame(ticks);
        return candles;
    }

    private static void isFirstAndFinal(ObservedCandle candle) {
        assertThat(candle.revision()).as(candle.toString()).isEqualTo(1);
        assertThat(candle.reason()).as(candle.toString()).isEqualTo("CLOSE");
        assertThat(candle.complete()
                        && candle.traded()
                                .filter(traded -> traded.missingTrades() > 0)
                                .isPresent())
                .as("complete with missing trades: " + candle)
                .isFalse();
    }

    private void everyTickNamesItsFrame(List<ObservedTick> ticks) throws IOException {
        record Place(long partition, long offset) {}
        Map<Place, ObservedRaw> raw = new HashMap<>();
        for (ObservedRaw row : stack.tables().rawMessages()) {
            assertThat(raw.put(new Place(row.partition(), row.offset()), row))
                    .as("twice: " + row)
                    .isNull();
        }
        for (ObservedTick tick : ticks) {
            ObservedRaw frame = raw.get(new Place(tick.rawPartition(), tick.rawOffset()));
            if (frame == null) {
                throw new AssertionError("no frame where it says: " + tick);
            }
            assertThat(Recording.trades(frame.bytes())).contains(tick.trade());
            assertThat(tick.sequence()).as(tick.toString()).isEqualTo(Recording.sequence(frame.bytes()));
            assertThat(tick.feed()).isEqualTo("replay");
        }
    }

    /** The numbers stand in the summary, each beside its word; what else stands there is the product's own affair. */
    private static void summaryTellsTheTruth(Outcome outcome, Recording recording, long ticks, long duplicates) {
        assertThat(Summary.of(outcome.out()).numbers("ticks")).as(outcome.out()).contains(ticks);
        assertThat(Summary.of(outcome.out()).numbers("duplicates"))
                .as(outcome.out())
                .contains(duplicates);
        recording.framesByType().forEach((type, count) -> assertThat(
                        Summary.of(outcome.out()).numbers(type))
                .as(type + " in " + outcome.out())
                .contains((long) count));
        assertThat(outcome.out())
                .containsPattern(Summary.word("rejects"))
                .containsPattern(Summary.word("candles"))
                .containsPattern("[0-9.]+ s(econds)?\\b");
    }
}
