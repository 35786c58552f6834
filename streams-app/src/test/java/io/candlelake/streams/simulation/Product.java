package io.candlelake.streams.simulation;

import io.candlelake.streams.expected.Told;
import io.candlelake.streams.expected.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One market: its trades as they took place, which of them came, and which are on their way. */
final class Product {
    private static final long MINUTE = 60_000_000L;

    private final String name;
    private final Random random;
    private final List<Trade> all = new ArrayList<>();
    private final List<Trade> came = new ArrayList<>();
    private final List<Trade> onTheirWay = new ArrayList<>();
    private final List<Trade> lost = new ArrayList<>();
    private long id;
    private long spokenFor;

    Product(String name, Random random) {
        this.name = name;
        this.random = random;
        this.id = random.nextInt(3) == 0 ? 0 : random.nextInt(10_000);
    }

    String name() {
        return name;
    }

    List<Trade> all() {
        return all;
    }

    /** Some trades take place, and most of them come at once. */
    Optional<Input> trade(long now) {
        List<Trade> batch = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            Trade trade = next(now);
            boolean isFirst = came.isEmpty() && batch.isEmpty();
            int lot = isFirst ? 99 : random.nextInt(100);
            if (lot < 12) {
                onTheirWay.add(trade);
            } else if (lot < 16) {
                lost.add(trade);
            } else {
                batch.add(trade);
            }
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(frame(batch, now));
    }

    private Trade next(long now) {
        id++;
        long last = all.isEmpty() ? now : all.get(all.size() - 1).micros();
        long time = Math.max(
                Math.max(last, spokenFor + 1),
                switch (random.nextInt(6)) {
                    case 0 -> now / MINUTE * MINUTE;
                    case 1 -> last;
                    default -> now;
                });
        Trade trade = new Trade(
                id,
                time,
                BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(7)),
                BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(12)),
                random.nextBoolean());
        all.add(trade);
        return trade;
    }

    private Input frame(List<Trade> batch, long now) {
        came.addAll(batch);
        if (batch.size() == 1 && random.nextBoolean()) {
            return Input.of(name, Frames.match(name, batch.get(0)), now, new Told.Trades(List.copyOf(batch), false));
        }
        Collections.reverse(batch);
        return Input.of(name, Frames.update(name, batch), now, new Told.Trades(List.copyOf(batch), false))
                .from("advanced", "market_trades");
    }

    /** What was delayed comes, from the feed or from REST. */
    Optional<Input> late(long now) {
        if (onTheirWay.isEmpty()) {
            return Optional.empty();
        }
        List<Trade> batch = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0 && !onTheirWay.isEmpty(); count--) {
            batch.add(onTheirWay.remove(random.nextInt(onTheirWay.size())));
        }
        return Optional.of(random.nextBoolean() ? frame(batch, now) : page(batch, now));
    }

    /** What REST still has of that which never came; with what is known already. */
    Optional<Input> repair(long now) {
        if (lost.isEmpty() || came.isEmpty()) {
            return Optional.empty();
        }
        List<Trade> batch = new ArrayList<>(List.of(lost.remove(random.nextInt(lost.size())), any(came)));
        return Optional.of(page(batch, now));
    }

    private Input page(List<Trade> batch, long now) {
        came.addAll(batch);
        return Input.of(name, Frames.page(batch), now, new Told.Trades(List.copyOf(batch), true))
                .from("rest", "rest_trades");
    }

    /** Something that came comes again; or something else in its name. */
    Optional<Input> again(long now) {
        if (came.isEmpty()) {
            return Optional.empty();
        }
        Trade trade = any(came);
        if (random.nextInt(3) > 0) {
            return Optional.of(Input.of(name, Frames.match(name, trade), now, new Told.Trades(List.of(trade), false)));
        }
        Trade other = new Trade(
                trade.id(), trade.micros(), trade.price(), trade.size().add(BigDecimal.ONE), trade.isBuy());
        return Optional.of(Input.rejected(name, Frames.match(name, other), now, "CONTRADICTION"));
    }

    /** A frame that is no trade that can be taken. */
    Optional<Input> bad(long now) {
        Trade trade = new Trade(id + 1, now, BigDecimal.TEN, BigDecimal.ONE, true);
        if (random.nextInt(5) == 0) {
            Trade future = new Trade(id + 1, now + MINUTE + 1, BigDecimal.TEN, BigDecimal.ONE, true);
            return Optional.of(Input.rejected(name, Frames.match(name, future), now, "FUTURE_TIME"));
        }
        List<String> bad = Frames.bad(name, trade, random);
        return Optional.of(Input.rejected(name, bad.get(0), now, bad.get(1)));
    }

    /** The newest trade, or nothing, by the market's time; sometimes one that was on its way long. */
    Optional<Input> heartbeat(long now) {
        long time = random.nextInt(8) == 0 ? now - random.nextInt((int) MINUTE) : now;
        return Optional.of(heartbeat(time, now, random.nextInt(4) > 0));
    }

    /** The truth: no trade takes place later on that is older. */
    Input heartbeat(long time, long now, boolean namesTrades) {
        long newest = 0;
        for (Trade trade : all) {
            newest = trade.micros() <= time ? trade.id() : newest;
        }
        spokenFor = Math.max(spokenFor, time);
        Told.Heartbeat heartbeat = new Told.Heartbeat(time, namesTrades ? newest : 0);
        return Input.of(name, Frames.heartbeat(name, heartbeat), now, heartbeat);
    }

    /** The producer's word of what is missing around a trade that did not come. */
    Optional<Input> report(long now) {
        List<Trade> missing = new ArrayList<>(lost);
        missing.addAll(onTheirWay);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Trade trade = any(missing);
        Told.Report report = new Told.Report(
                Math.max(all.get(0).id(), trade.id() - random.nextInt(3)),
                Math.min(id, trade.id() + random.nextInt(3)),
                random.nextBoolean(),
                List.of("SKIPPED", "HEARTBEAT", "RECONNECT", "DOWNTIME").get(random.nextInt(4)),
                now);
        return Optional.of(
                Input.of(name, Frames.report(name, report), now, report).from("rest", "gap_report"));
    }

    /** Whether something is on its way still. */
    boolean isWaiting() {
        return !onTheirWay.isEmpty();
    }

    private Trade any(List<Trade> trades) {
        return trades.get(random.nextInt(trades.size()));
    }
}
