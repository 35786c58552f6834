package io.candlelake.streams.expected;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A made-up market, and the ways in which its frames come: a seed makes the same one again.
 *
 * <p>Some trades share a microsecond, some stand on the first or the last microsecond of a minute, some minutes have none.
 */
public final class Market {
    /** 22:40, so that a day, six hours and an hour end within two hours of it. */
    private static final long START = 1_795_214_400_000_000L + 82_000 * 1_000_000L - 400_000_000L;

    private static final long MINUTE = 60_000_000L;

    private final Random random;
    private final List<Trade> trades = new ArrayList<>();

    /** So many trades, ids in the order of time. */
    public Market(Random random, int count) {
        this.random = random;
        long time = START + random.nextInt(3 * (int) MINUTE);
        long id = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000);
        for (int i = 0; i < count; i++) {
            time = next(time);
            id++;
            trades.add(new Trade(
                    id,
                    time,
                    BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(7)),
                    BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(12)),
                    random.nextBoolean()));
        }
    }

    private long next(long time) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> time;
            case 2 -> (time / MINUTE + 1) * MINUTE;
            case 3 -> (time / MINUTE + 1) * MINUTE - 1;
            case 4 -> time + random.nextInt(5_000_000);
            default -> time + random.nextInt(240_000_000);
        };
    }

    /** All that took place. */
    public List<Trade> trades() {
        return trades;
    }

    /** Of the trades of one window. */
    public Numbers numbers(Length length, long openTime) {
        return Numbers.of(trades.stream()
                .filter(trade -> length.start(trade.micros()) == openTime)
                .toList());
    }

    /** Some never come: boundaries between minutes are not spared. */
    public List<Trade> dropSome(int percent) {
        return trades.stream().filter(trade -> random.nextInt(100) >= percent).toList();
    }

    /** Frames in the order of time: one trade or up to a batch, newest first as Advanced Trade has them, and heartbeats that say the truth or nothing. */
    public List<Told> inOrder(List<Trade> delivered, boolean namesTrades, int batch) {
        List<Told> frames = new ArrayList<>();
        long heartbeatAt = START - random.nextInt(2 * (int) MINUTE);
        for (int i = 0; i < delivered.size(); ) {
            int end = Math.min(delivered.size(), i + 1 + (random.nextInt(3) == 0 ? random.nextInt(batch) : 0));
            List<Trade> frame = new ArrayList<>(delivered.subList(i, end));
            for (; heartbeatAt < frame.get(0).micros(); heartbeatAt += heartbeatPause()) {
                frames.add(heartbeat(heartbeatAt, namesTrades));
            }
            Collections.reverse(frame);
            frames.add(new Told.Trades(frame, false));
            heartbeatAt = Math.max(heartbeatAt, delivered.get(end - 1).micros());
            i = end;
        }
        return frames;
    }

    private long heartbeatPause() {
        return random.nextInt(5) == 0 ? 1 + random.nextInt(400_000_000) : 1 + random.nextInt(30_000_000);
    }

    /** The truth at that time. */
    public Told.Heartbeat heartbeat(long micros, boolean namesTrades) {
        long newest = 0;
        for (Trade trade : trades) {
            newest = trade.micros() <= micros ? trade.id() : newest;
        }
        return new Told.Heartbeat(micros, namesTrades ? newest : 0);
    }

    /** The same frames with some repeated, and out of order by as much as the disorder says (100: shuffled). */
    public <T> List<T> disturb(List<T> frames, int disorder) {
        List<T> arrivals = new ArrayList<>(frames);
        for (T frame : frames) {
            if (random.nextInt(5) == 0) {
                arrivals.add(random.nextInt(arrivals.size() + 1), frame);
            }
        }
        if (disorder == 100) {
            Collections.shuffle(arrivals, random);
        }
        for (int i = 1; i < arrivals.size(); i++) {
            if (random.nextInt(100) < disorder) {
                Collections.swap(arrivals, i, Math.max(0, i - 1 - random.nextInt(5)));
            }
        }
        return arrivals;
    }

    /** A heartbeat that ends every window, for all trades are known to be over. */
    public Told.Heartbeat end() {
        long day = 86_400_000_000L;
        long last = trades.get(trades.size() - 1).micros();
        return heartbeat((last / day + 1) * day + 2_000_000L, true);
    }
}
