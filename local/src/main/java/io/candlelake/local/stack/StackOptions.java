package io.candlelake.local.stack;

import io.candlelake.connect.SinkKind;
import io.candlelake.domain.ProductId;
import io.candlelake.simulator.market.Products;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What to start: {@code StackOptions.of(directory, Part.withoutSource())}.
 *
 * @param directory where the stack keeps everything; its lake says which feed there is
 * @param parts which processes; what another one needs must be among them (all need the broker)
 * @param products what the producer subscribes to; empty means the default six
 * @param seed of the simulator; empty means its own default
 * @param rate trades per second of the simulator; empty means its own default
 * @param intake what the producer takes in besides the products
 * @param maintenance how often tables are maintained, such as {@code 5m}, or {@code off}
 * @param sink which connectors fill the tables
 * @param ports that were asked for by name
 */
public record StackOptions(
        StackDirectory directory,
        Set<Part> parts,
        List<ProductId> products,
        OptionalLong seed,
        OptionalDouble rate,
        Intake intake,
        String maintenance,
        SinkKind sink,
        StackPorts ports) {
    /** The keeper's own default. */
    public static final String USUAL_MAINTENANCE = "5m";

    public StackOptions {
        parts = Set.copyOf(parts);
        products = List.copyOf(products);
        if (!parts.contains(Part.BROKER)) {
            throw new IllegalArgumentException("a stack without a broker: " + parts);
        }
    }

    /** These parts, the rest by default. */
    public static StackOptions of(StackDirectory directory, Set<Part> parts) {
        return new StackOptions(
                directory,
                parts,
                List.of(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Intake.usual(),
                USUAL_MAINTENANCE,
                SinkKind.DEFAULT,
                StackPorts.chosen());
    }

    /** The same with this sink. */
    public StackOptions with(SinkKind other) {
        return new StackOptions(directory, parts, products, seed, rate, intake, maintenance, other, ports);
    }

    /** What the producer subscribes to. */
    List<ProductId> productsOrDefaults() {
        return products.isEmpty() ? Products.defaults() : products;
    }
}
