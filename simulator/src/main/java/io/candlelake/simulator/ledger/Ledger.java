package io.candlelake.simulator.ledger;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Products;
import io.candlelake.simulator.market.Trade;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every trade that was published: the newest of each product in memory, all of them in a file when there is one.
 *
 * <pre>{@code
 * List<Trade> truth = Ledger.read(Path.of("data/ledger.ndjson"));
 * }</pre>
 *
 * <p>Not for use by several threads.
 */
public final class Ledger implements AutoCloseable {
    private final Map<ProductId, Product> products = new LinkedHashMap<>();
    private final Map<ProductId, TradeTape> tapes = new LinkedHashMap<>();
    private final Optional<LedgerFile> file;

    private Ledger(Collection<Product> products, int memory, Optional<LedgerFile> file) {
        for (Product product : products) {
            this.products.put(product.id(), product);
            tapes.put(product.id(), new TradeTape(product, memory));
        }
        this.file = file;
    }

    /**
     * Opens the file, if there is one, and goes on from the trades in it. Lines of products that are not asked for now
     * stay there untouched.
     *
     * @param memory trades kept in memory per product
     * @throws LedgerException when another process writes to the file, or a line of it is not a later trade
     */
    public static Ledger open(Optional<Path> path, List<Product> products, int memory) {
        Ledger ledger = new Ledger(products, memory, path.map(LedgerFile::open));
        try {
            ledger.file.ifPresent(file -> file.read(ledger::resume));
            return ledger;
        } catch (RuntimeException unreadable) {
            ledger.close();
            throw unreadable;
        }
    }

    private void resume(LedgerLine line) {
        Product product = products.get(line.productId());
        TradeTape tape = tapes.get(line.productId());
        if (product != null && tape != null) {
            tape.append(line.trade(product, tape.lastSequence()));
        }
    }

    /**
     * The whole of a file, in the order of publication; for those who compare.
     *
     * @throws LedgerException when it cannot be read, or names a product that the simulator does not know
     */
    public static List<Trade> read(Path path) {
        List<Trade> trades = new ArrayList<>();
        Map<ProductId, Long> sequences = new LinkedHashMap<>();
        LedgerFile.read(path, line -> {
            Product product = Products.find(line.productId())
                    .orElseThrow(() -> new IllegalArgumentException("the simulator has no " + line.productId()));
            Trade trade = line.trade(product, sequences.getOrDefault(line.productId(), 0L));
            sequences.put(trade.productId(), trade.sequence());
            trades.add(trade);
        });
        return trades;
    }

    /** Takes in trades that are about to be sent. On return the operating system has their lines. */
    public void append(List<Trade> trades) {
        if (trades.isEmpty()) {
            return;
        }
        file.ifPresent(lines -> lines.append(trades));
        for (Trade trade : trades) {
            tape(trade.productId())
                    .orElseThrow(() -> new IllegalArgumentException("no tape for " + trade.productId()))
                    .append(trade);
        }
    }

    /** The products it was opened with. */
    public Collection<Product> products() {
        return products.values();
    }

    /** The product of that name, if it was opened with it. */
    public Optional<Product> product(ProductId id) {
        return Optional.ofNullable(products.get(id));
    }

    /** The recent trades of a product, if it was opened with it. */
    public Optional<TradeTape> tape(ProductId id) {
        return Optional.ofNullable(tapes.get(id));
    }

    /** A product's newest trade; empty before the first. */
    public Optional<Trade> last(ProductId id) {
        return tape(id).flatMap(TradeTape::last);
    }

    /** How many trades were published, those of an earlier run included. */
    public long size() {
        return tapes.values().stream().mapToLong(TradeTape::size).sum();
    }

    @Override
    public void close() {
        file.ifPresent(LedgerFile::close);
    }
}
