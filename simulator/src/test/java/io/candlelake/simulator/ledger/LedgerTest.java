package io.candlelake.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.market.Market;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Products;
import io.candlelake.simulator.market.Trade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Timestamp NINE = Timestamp.of("2026-07-07T09:00:00.000000Z");
    private static final Product BITCOIN =
            Products.find(ProductId.of("BTC-USD")).orElseThrow();
    private static final Product SHIBA = Products.find(ProductId.of("SHIB-EUR")).orElseThrow();
    private static final List<Product> BOTH = List.of(BITCOIN, SHIBA);
    private static final List<Trade> TRADES = trades();

    private final Path folder;

    LedgerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<Trade> trades() {
        Market market = new Market(7, 100, BOTH);
        BOTH.forEach(product -> market.open(product.id(), Optional.empty(), NINE));
        return market.advanceTo(NINE.plusMicros(60_000_000));
    }

    private Path written() {
        Path path = folder.resolve("deep").resolve("ledger.ndjson");
        try (Ledger ledger = Ledger.open(Optional.of(path), BOTH, 100_000)) {
            ledger.append(TRADES);
        }
        return path;
    }

    @Test
    void everyTradeIsALineWithDecimalsAsText() throws IOException {
        Trade first = TRADES.get(0);
        assertThat(Files.readAllLines(written()))
                .hasSameSizeAs(TRADES)
                .first()
                .isEqualTo(
                        "{\"product_id\":\"%s\",\"trade_id\":%s,\"price\":\"%s\",\"size\":\"%s\",\"taker_side\":\"%s\",\"time\":\"%s\"}"
                                .formatted(
                                        first.productId(),
                                        first.tradeId(),
                                        first.priceText(),
                                        first.sizeText(),
                                        first.takerSide().label(),
                                        first.time()));
    }

    @Test
    void aResumedLedgerHasTheSameTradesWithTheSameSequencesAndOrders() {
        try (Ledger ledger = Ledger.open(Optional.of(written()), BOTH, 100_000)) {
            List<Trade> resumed = BOTH.stream()
                    .flatMap(product -> ledger.tape(product.id()).orElseThrow().trades().stream())
                    .toList();
            List<Trade> expected = TRADES.stream()
                    .sorted(Comparator.comparing(Trade::productId).thenComparing(Trade::tradeId))
                    .toList();
            assertThat(resumed).isEqualTo(expected);
        }
    }

    @Test
    void aWrittenFileReadsBackInTheOrderOfPublication() {
        assertThat(Ledger.read(written())).isEqualTo(TRADES);
    }

    @Test
    void aTornLastLineIsCutOff() throws IOException {
        Path path = written();
        long whole = Files.size(path);
        Files.writeString(path, "{\"product_id\":\"BTC-USD\",\"trade_id\":10521", StandardOpenOption.APPEND);
        assertThat(Ledger.read(path)).hasSameSizeAs(TRADES);
        try (Ledger ledger = Ledger.open(Optional.of(path), BOTH, 100_000)) {
            assertThat(Files.size(path)).isEqualTo(whole);
            assertThat(ledger.last(BITCOIN.id())).isPresent();
        }
    }

    @Test
    void aFileOfOneTornLineIsEmptied() throws IOException {
        Path path = folder.resolve("ledger.ndjson");
        // Longer than a block of the search for its beginning.
        Files.writeString(path, "x".repeat(10_000));
        try (Ledger ledger = Ledger.open(Optional.of(path), BOTH, 100_000)) {
            assertThat(Files.size(path)).isZero();
            assertThat(ledger.last(BITCOIN.id())).isEmpty();
        }
    }

    @Test
    void aLineThatIsNoTradeIsNamed() throws IOException {
        Path path = written();
        Files.writeString(path, "nonsense\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Ledger.open(Optional.of(path), BOTH, 100_000).close())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("line " + (TRADES.size() + 1))
                .hasMessageContaining("SIMULATOR_LEDGER");
        // And the file is free again.
        Files.writeString(path, "");
        Ledger.open(Optional.of(path), BOTH, 100_000).close();
    }

    @Test
    void aSecondWriterIsRefused() {
        Path path = written();
        try (Ledger first = Ledger.open(Optional.of(path), BOTH, 100_000)) {
            assertThat(first.products()).hasSize(2);
            assertThatThrownBy(
                            () -> Ledger.open(Optional.of(path), BOTH, 100_000).close())
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("another simulator");
        }
    }

    @Test
    void otherProductsLinesStay() throws IOException {
        Path path = written();
        long size = Files.size(path);
        try (Ledger ledger = Ledger.open(Optional.of(path), List.of(SHIBA), 100_000)) {
            assertThat(ledger.last(SHIBA.id())).isPresent();
        }
        assertThat(Files.size(path)).isEqualTo(size);
    }

    @Test
    void memoryHoldsTheNewestOnly() {
        List<Trade> bitcoins = TRADES.stream()
                .filter(trade -> trade.productId().equals(BITCOIN.id()))
                .toList();
        try (Ledger ledger = Ledger.open(Optional.empty(), BOTH, 10)) {
            ledger.append(TRADES);
            TradeTape tape = ledger.tape(BITCOIN.id()).orElseThrow();
            assertThat(tape.isCut()).isTrue();
            assertThat(tape.trades()).isEqualTo(bitcoins.subList(bitcoins.size() - 10, bitcoins.size()));
        }
    }

    @Test
    void anIdThatDoesNotGrowIsRefused() {
        try (Ledger ledger = Ledger.open(Optional.empty(), List.of(BITCOIN), 10)) {
            List<Trade> bitcoins = TRADES.stream()
                    .filter(trade -> trade.productId().equals(BITCOIN.id()))
                    .toList();
            ledger.append(bitcoins.subList(0, 2));
            assertThatThrownBy(() -> ledger.append(bitcoins.subList(1, 2))).hasMessageContaining("follows");
        }
    }

    @Test
    void aTapeWithHolesPagesOverThem() {
        try (Ledger ledger = Ledger.open(Optional.empty(), List.of(BITCOIN), 50)) {
            List<Trade> holey = TRADES.stream()
                    .filter(trade -> trade.productId().equals(BITCOIN.id()))
                    .filter(trade -> trade.tradeId().value() % 3 != 0)
                    .toList();
            ledger.append(holey);
            TradeTape tape = ledger.tape(BITCOIN.id()).orElseThrow();
            List<Trade> kept = holey.subList(holey.size() - 50, holey.size());
            assertThat(tape.trades()).isEqualTo(kept);
            for (int i = 0; i < kept.size(); i++) {
                long id = kept.get(i).tradeId().value();
                assertThat(tape.newest(1_000, 0, id)).hasSize(i);
                assertThat(tape.newest(1_000, id, Long.MAX_VALUE)).hasSize(kept.size() - 1 - i);
                // An id that is a hole, or not: what is below it is below it.
                assertThat(tape.newest(1, 0, id + 1)).containsExactly(kept.get(i));
            }
            assertThat(ledger.size()).isEqualTo(holey.size());
        }
    }
}
