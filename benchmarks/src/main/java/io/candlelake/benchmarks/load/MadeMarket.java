package io.candlelake.benchmarks.load;

import java.util.SplittableRandom;

/**
 * Trades in order of time, as takers make them: one taker's order fills against one to five makers at the same microsecond,
 * each fill a little worse. Prices walk, sizes spread over eight powers of ten.
 */
final class MadeMarket {
    /** After the span's end every product trades once more, late enough to close all its windows whatever the grace. */
    static final long CLOSING_MICROS = 90_000_000L;

    /**
     * Busiest first. The order is such that Kafka's own partitioner spreads the twelve evenly over four partitions (22 to 32%
     * each), which a parallel contestant needs.
     */
    private static final String[] NAMES = {
        "BTC-USD", "ETH-USD", "DOGE-USD", "XLM-USD", "HBAR-USD", "ADA-USD",
        "SUI-USD", "SHIB-USD", "ETH-EUR", "NEAR-USD", "AVAX-USD", "LTC-USD"
    };

    private static final int MOST_FILLS = 5;
    private static final double ANOTHER_FILL = 0.35;
    private static final double SIZE_POWERS = 18.4; // e^18.4 units are one whole coin
    private static final int LONGEST_SEQUENCE_STEP = 20;

    private final LoadSettings settings;
    private final SplittableRandom random;
    private final double[] shares;
    private final MadeProduct[] products;
    private final int open;
    private int made;
    private int fillsLeft;
    private MadeProduct taken;
    private boolean makerBuys;
    private long takerOrder;
    private long micros;

    MadeMarket(LoadSettings settings, SplittableRandom random) {
        this.settings = settings;
        this.random = random;
        this.open = settings.trades() - settings.products();
        this.micros = settings.startMicros();
        this.products = new MadeProduct[settings.products()];
        this.shares = new double[settings.products()];
        double sum = 0;
        for (int i = 0; i < products.length; i++) {
            products[i] = new MadeProduct(i < NAMES.length ? NAMES[i] : "COIN" + (i + 1) + "-USD", i);
            sum += settings.evenly() ? 1 : 1.0 / (i + 1);
            shares[i] = sum;
        }
        this.taken = products[0];
    }

    boolean hasNext() {
        return made < settings.trades();
    }

    MadeTrade next() {
        if (made >= open) {
            return trade(products[made - open], settings.endMicros() + CLOSING_MICROS);
        }
        if (fillsLeft == 0) {
            newTaker();
        }
        fillsLeft--;
        return trade(taken, micros);
    }

    private void newTaker() {
        taken = pick(random.nextDouble() * shares[shares.length - 1]);
        makerBuys = random.nextBoolean();
        takerOrder = random.nextLong();
        fillsLeft = 1;
        while (fillsLeft < MOST_FILLS && random.nextDouble() < ANOTHER_FILL) {
            fillsLeft++;
        }
        double share = (made + random.nextDouble()) / open;
        micros = Math.max(
                micros + 1, settings.startMicros() + (long) (share * (settings.endMicros() - settings.startMicros())));
        taken.walk(random.nextInt(-3, 4));
    }

    private MadeProduct pick(double share) {
        int i = 0;
        while (shares[i] < share) {
            i++;
        }
        return products[i];
    }

    private MadeTrade trade(MadeProduct product, long time) {
        made++;
        // A taker that sells meets makers who buy, each lower than the one before.
        product.walk(makerBuys ? -random.nextInt(2) : random.nextInt(2));
        product.tradeId++;
        product.sequence += 1 + random.nextInt(LONGEST_SEQUENCE_STEP);
        long size = 1 + (long) StrictMath.exp(random.nextDouble() * SIZE_POWERS);
        return new MadeTrade(
                product.name,
                product.tradeId,
                product.priceCents,
                size,
                makerBuys,
                time,
                product.sequence,
                random.nextLong(),
                takerOrder);
    }

    private static final class MadeProduct {
        private final String name;
        private long tradeId;
        private long sequence;
        private long priceCents;

        MadeProduct(String name, int rank) {
            this.name = name;
            this.tradeId = 1_052_119_288L - rank * 1_000_000L;
            this.sequence = 112_893_485_297L;
            this.priceCents = 6_351_460L / (rank + 1);
        }

        void walk(int cents) {
            priceCents = Math.max(100, priceCents + cents);
        }
    }
}
