package io.candlelake.local.up;

import io.candlelake.domain.ProductId;
import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.StackException;
import io.candlelake.simulator.market.Products;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is traded: {@code --products BTC-USD,ETH-USD --seed 7 --rate 200}. Refused before anything is started. */
final class MarketOptions {
    private static final double HIGHEST_RATE = 100_000;

    @Option(
            names = "--products",
            split = ",",
            paramLabel = "PRODUCT",
            description =
                    "Markets, joined by commas (default: " + "BTC-USD,ETH-USD,SOL-USD,XRP-USD,DOGE-USD,SHIB-EUR).")
    private List<String> products = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The simulator's chance: the same gives the same trades (default: drawn by lot).")
    private @Nullable Long seed;

    @Option(
            names = "--rate",
            paramLabel = "TRADES_PER_SECOND",
            description = "The simulator's mean over all products, up to 100000 (default: 20).")
    private @Nullable Double rate;

    /** Throws {@link StackException} on a wrong form, and on a product that the simulator does not know. */
    List<ProductId> products(Lake lake) {
        List<ProductId> parsed = products.stream()
                .map(String::strip)
                .map(word -> ProductId.parse(word)
                        .orElseThrow(() -> new StackException(
                                "'" + word + "' is not a product: it has a form like BTC-USD, in upper case")))
                .distinct()
                .toList();
        if (lake == Lake.REPLAYED && !parsed.isEmpty()) {
            throw new StackException(
                    "--products is for a stack with trades of its own; a replayed file has its own products");
        }
        parsed.stream()
                .filter(product ->
                        lake == Lake.SIMULATED && Products.find(product).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new StackException("the simulator has no market " + unknown + "; it has "
                            + Products.known().stream().map(ProductId::value).collect(Collectors.joining(", ")));
                });
        return parsed;
    }

    OptionalLong seed(Lake lake) {
        refuseWithoutSimulator("--seed", seed, lake);
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    OptionalDouble rate(Lake lake) {
        if (rate != null && !(rate > 0 && rate <= HIGHEST_RATE)) {
            throw new StackException("--rate is more than 0 and at most 100000 trades a second, not " + rate);
        }
        refuseWithoutSimulator("--rate", rate, lake);
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    private static void refuseWithoutSimulator(String option, @Nullable Object value, Lake lake) {
        if (value != null && lake != Lake.SIMULATED) {
            throw new StackException(option + " is the simulator's, and a " + lake + " stack has none");
        }
    }
}
