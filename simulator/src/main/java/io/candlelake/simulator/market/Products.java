package io.candlelake.simulator.market;

import io.candlelake.domain.ProductId;
import java.util.List;
import java.util.Optional;

/** The markets that the simulator can make, with increments as Coinbase has them. */
public final class Products {
    private static final List<Product> KNOWN = List.of(
            product("BTC-USD", 6_351_927, 2, 8, 8, 4_000, 1_052_119_289L, 550),
            product("ETH-USD", 177_492, 2, 8, 9, 2_800, 825_468_237L, 380),
            product("SOL-USD", 14_821, 2, 8, 10, 1_600, 412_905_116L, 240),
            product("XRP-USD", 22_415, 4, 6, 9, 1_000, 198_337_402L, 160),
            product("DOGE-USD", 16_938, 5, 1, 6, 550, 151_620_934L, 120),
            // Thin: at the default rate about one trade in twenty seconds. Its prices, printed carelessly, get an
            // exponent.
            product("SHIB-EUR", 1_134, 8, 0, 7, 50, 9_417_655L, 6),
            product("BTC-EUR", 5_583_114, 2, 8, 8, 700, 132_880_417L, 210),
            product("BTC-GBP", 4_806_250, 2, 8, 8, 250, 61_042_993L, 90),
            product("ETH-EUR", 156_033, 2, 8, 9, 500, 98_114_720L, 140),
            product("ETH-BTC", 2_794, 5, 8, 9, 200, 58_330_104L, 70),
            product("LTC-USD", 8_417, 2, 8, 10, 500, 204_117_388L, 130),
            product("ADA-USD", 5_812, 4, 8, 12, 500, 171_450_206L, 130),
            product("AVAX-USD", 2_143, 2, 8, 10, 400, 102_774_519L, 110),
            product("LINK-USD", 13_377, 3, 2, 5, 400, 133_908_245L, 110),
            product("DOT-USD", 3_914, 3, 8, 10, 200, 70_226_811L, 60),
            product("UNI-USD", 7_254, 3, 6, 8, 150, 52_613_340L, 50),
            product("BCH-USD", 48_230, 2, 8, 9, 200, 66_198_307L, 60),
            product("USDT-USD", 99_981, 5, 2, 7, 400, 48_402_775L, 40),
            product("BAND-GBP", 147_775, 4, 2, 5, 20, 881_614L, 5),
            product("NMR-EUR", 67_021, 3, 3, 5, 20, 868_599L, 5),
            product("SKL-USD", 7_904, 4, 1, 6, 60, 1_568_268L, 20));

    private Products() {}

    private static Product product(
            String id,
            long openingPrice,
            int priceScale,
            int sizeScale,
            int sizeDigits,
            int weight,
            long firstTradeId,
            int sequencesPerSecond) {
        return new Product(
                ProductId.of(id),
                openingPrice,
                priceScale,
                sizeScale,
                sizeDigits,
                weight,
                firstTradeId,
                sequencesPerSecond);
    }

    /** {@code Products.find(ProductId.of("BTC-USD"))}. Empty when the simulator does not know the market. */
    public static Optional<Product> find(ProductId id) {
        return KNOWN.stream().filter(product -> product.id().equals(id)).findFirst();
    }

    /** Every market that can be asked for. */
    public static List<ProductId> known() {
        return KNOWN.stream().map(Product::id).toList();
    }

    /** Six of them, from busy to thin: BTC-USD, ETH-USD, SOL-USD, XRP-USD, DOGE-USD, SHIB-EUR. */
    public static List<ProductId> defaults() {
        return known().subList(0, 6);
    }
}
