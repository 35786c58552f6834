package io.candlelake.simulator;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.FaultRates;
import io.candlelake.simulator.market.Products;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a simulated Coinbase is like:
 *
 * <pre>{@code
 * SimulatorSettings.defaults().withSeed(7).withRate(2_000).withLedger(folder.resolve("ledger.ndjson"))
 * }</pre>
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param products of those the simulator knows
 * @param rate mean trades per second over all products, once all are open
 * @param seed the same gives the same trades at the same times
 * @param ledger the file of published trades; without one they are in memory alone
 * @param memory trades kept per product for REST and last_match
 * @param faults that happen by chance
 * @param faultLedger the file of faults that happened; without one they are counted alone
 * @param limitsEnforced false to count alone what a client does beyond Coinbase's limits
 */
public record SimulatorSettings(
        String host,
        int port,
        List<ProductId> products,
        double rate,
        long seed,
        Optional<Path> ledger,
        int memory,
        FaultRates faults,
        Optional<Path> faultLedger,
        boolean limitsEnforced) {
    private static final int DEFAULT_MEMORY = 100_000;
    private static final double DEFAULT_RATE = 20;

    /** Throws {@link IllegalArgumentException} when a product is not known, or a number out of its range. */
    public SimulatorSettings {
        products = List.copyOf(products);
        if (products.isEmpty() || products.stream().distinct().count() != products.size()) {
            throw new IllegalArgumentException("the products are one or more, each once, not " + products);
        }
        products.stream()
                .filter(product -> Products.find(product).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "the simulator has no market " + unknown + "; it has " + Products.known());
                });
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        if (!(rate > 0 && rate <= 100_000)) {
            throw new IllegalArgumentException("a rate is more than 0 and at most 100000 trades a second, not " + rate);
        }
        if (memory < 1) {
            throw new IllegalArgumentException("at least 1 trade is kept, not " + memory);
        }
    }

    /** Six products, 20 trades a second, any free port, a seed drawn by lot, no file, no faults. */
    public static SimulatorSettings defaults() {
        return new SimulatorSettings(
                "127.0.0.1",
                0,
                Products.defaults(),
                DEFAULT_RATE,
                new SplittableRandom().nextLong(1_000_000_000L),
                Optional.empty(),
                DEFAULT_MEMORY,
                FaultRates.none(),
                Optional.empty(),
                true);
    }

    public SimulatorSettings withHost(String newHost) {
        return new SimulatorSettings(
                newHost, port, products, rate, seed, ledger, memory, faults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withPort(int newPort) {
        return new SimulatorSettings(
                host, newPort, products, rate, seed, ledger, memory, faults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withProducts(List<ProductId> newProducts) {
        return new SimulatorSettings(
                host, port, newProducts, rate, seed, ledger, memory, faults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withRate(double newRate) {
        return new SimulatorSettings(
                host, port, products, newRate, seed, ledger, memory, faults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withSeed(long newSeed) {
        return new SimulatorSettings(
                host, port, products, rate, newSeed, ledger, memory, faults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withLedger(Path newLedger) {
        return new SimulatorSettings(
                host, port, products, rate, seed, Optional.of(newLedger), memory, faults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withMemory(int newMemory) {
        return new SimulatorSettings(
                host, port, products, rate, seed, ledger, newMemory, faults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withFaults(FaultRates newFaults) {
        return new SimulatorSettings(
                host, port, products, rate, seed, ledger, memory, newFaults, faultLedger, limitsEnforced);
    }

    public SimulatorSettings withFaultLedger(Path newFaultLedger) {
        return new SimulatorSettings(
                host, port, products, rate, seed, ledger, memory, faults, Optional.of(newFaultLedger), limitsEnforced);
    }

    public SimulatorSettings withLimitsEnforced(boolean newLimitsEnforced) {
        return new SimulatorSettings(
                host, port, products, rate, seed, ledger, memory, faults, faultLedger, newLimitsEnforced);
    }
}
