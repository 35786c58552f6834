package io.candlelake.endtoend.crash;

import io.candlelake.endtoend.expected.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One product's frames, seeded: of a hundred trades about one comes twice, one late by up to some minutes, a few never, a few only from REST, and a few frames are broken.
 * Time goes by much faster than the clock, so that minutes close all the time.
 */
final class Market {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final long HEARTBEAT_MICROS = 1_000_000;

    private final String product;
    private final SplittableRandom random;
    private final Outlet outlet;
    private final Truth truth;
    private final long meanStepMicros;
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>();
    private long id;
    private long step;
    private long priceTicks = 100_000;
    private Instant now = START;
    private Instant heartbeatAt = START;

    /** Where frames go. */
    interface Outlet {
        /** A channel is a header of REST's frames; empty for those of the Exchange feed. */
        void write(String product, String channel, String payload, Instant receivedAt);
    }

    private record Delayed(long dueStep, Runnable frame) implements Comparable<Delayed> {
        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueStep, other.dueStep);
        }
    }

    Market(String product, SplittableRandom random, long meanStepMicros, Outlet outlet, Truth truth) {
        this.product = product;
        this.random = random;
        this.meanStepMicros = meanStepMicros;
        this.outlet = outlet;
        this.truth = truth;
        this.id = random.nextLong(1, 1_000_000);
    }

    /** One trade takes place; whatever is due is written. */
    void step() {
        step++;
        while (!delayed.isEmpty() && delayed.peek().dueStep() <= step) {
            delayed.remove().frame().run();
        }
        now = now.plus(random.nextInt(4) == 0 ? 0 : random.nextLong(2 * meanStepMicros + 1), ChronoUnit.MICROS);
        deliver(next());
        if (heartbeatAt.plus(HEARTBEAT_MICROS, ChronoUnit.MICROS).isBefore(now)) {
            heartbeat(now, random.nextInt(8) == 0 ? 0 : id);
        }
    }

    private Trade next() {
        id++;
        priceTicks = Math.max(1, priceTicks + random.nextInt(-20, 21));
        return new Trade(
                product,
                id,
                BigDecimal.valueOf(priceTicks, 2),
                BigDecimal.valueOf(random.nextLong(1, 100_000_000), 8),
                random.nextBoolean() ? "buy" : "sell",
                now);
    }

    /** The first trade comes in time: what is older than the first was never missed. */
    private void deliver(Trade trade) {
        int lot = step == 1 ? 1_000 : random.nextInt(1_000);
        if (lot < 10) {
            later(1, 400, () -> write(trade));
        } else if (lot < 12) {
            truth.dropped(trade);
        } else if (lot < 15) {
            later(20, 800, () -> page(trade));
        } else {
            write(trade);
            afterwards(trade, random.nextInt(1_000));
        }
    }

    private void afterwards(Trade trade, int lot) {
        if (lot < 10) {
            later(1, lot < 5 ? 2 : 400, () -> {
                truth.repeated();
                outlet.write(product, "", match(trade, trade.price().toPlainString()), now);
            });
        } else if (lot < 11) {
            broken(trade);
        } else if (lot < 12) {
            reject(match(trade, trade.price().add(BigDecimal.ONE).toPlainString()), "CONTRADICTION");
        }
    }

    private void broken(Trade trade) {
        String good = match(trade, trade.price().toPlainString());
        switch (random.nextInt(4)) {
            case 0 -> reject(good.substring(0, good.length() - 9), "MALFORMED_JSON");
            case 1 -> reject(match(trade, "-" + trade.price().toPlainString()), "INVALID_PRICE");
            case 2 ->
                reject(
                        good.replace("\"side\":\"buy\"", "\"side\":\"none\"")
                                .replace("\"side\":\"sell\"", "\"side\":\"none\""),
                        "INVALID_SIDE");
            default -> reject(good.replaceFirst("\"price\":\"[^\"]*\",", ""), "MISSING_FIELD");
        }
    }

    private void reject(String payload, String reason) {
        truth.reject(payload, reason);
        outlet.write(product, "", payload, now);
    }

    private void later(int least, int most, Runnable frame) {
        delayed.add(new Delayed(step + random.nextInt(least, most + 1), frame));
    }

    private void write(Trade trade) {
        truth.trade(trade);
        outlet.write(product, "", match(trade, trade.price().toPlainString()), now);
    }

    private void page(Trade trade) {
        truth.trade(trade);
        String page = "[{\"trade_id\":" + trade.id() + ",\"side\":\"" + makersSide(trade) + "\",\"size\":\""
                + trade.size().toPlainString() + "\",\"price\":\""
                + trade.price().toPlainString() + "\",\"time\":\""
                + trade.time() + "\"}]";
        outlet.write(product, "rest_trades", page, now);
    }

    private void heartbeat(Instant time, long lastTradeId) {
        heartbeatAt = time;
        if (lastTradeId > 0) {
            truth.named(product, lastTradeId);
        }
        String frame = "{\"type\":\"heartbeat\",\"last_trade_id\":" + lastTradeId + ",\"product_id\":\"" + product
                + "\",\"sequence\":" + id * 10 + ",\"time\":\"" + time + "\"}";
        outlet.write(product, "", frame, time);
    }

    /** What is late comes still, and then time passes the end of the day: every window closes. */
    void end(Instant closingTime) {
        while (!delayed.isEmpty()) {
            delayed.remove().frame().run();
        }
        heartbeat(closingTime, id);
    }

    Instant now() {
        return now;
    }

    private String match(Trade trade, String price) {
        return "{\"type\":\"match\",\"trade_id\":" + trade.id() + ",\"side\":\"" + makersSide(trade) + "\",\"size\":\""
                + trade.size().toPlainString() + "\",\"price\":\"" + price + "\",\"product_id\":\"" + product
                + "\",\"sequence\":" + trade.id() * 10 + ",\"time\":\"" + trade.time() + "\"}";
    }

    private static String makersSide(Trade trade) {
        return trade.takerSide().equals("buy") ? "sell" : "buy";
    }
}
