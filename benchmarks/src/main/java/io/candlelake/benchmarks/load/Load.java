package io.candlelake.benchmarks.load;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The messages in the order in which they arrive:
 *
 * <pre>{@code
 * ExpectedCandles expected = new ExpectedCandles(settings.endMicros());
 * new Load(settings, expected::add).forEachRemaining(this::send);
 * }</pre>
 *
 * <p>Made while they are asked for, so that no number of them needs memory.
 */
public final class Load implements Iterator<Message> {
    private static final long RECEIVED_AFTER_MICROS = 15_000;
    private static final int MOST_LATE_MICROS = 20_000_000;
    private static final int LEAST_LATE_MICROS = 1_000_000;
    private static final int LAST_REPEAT_MICROS = 30_000_000;

    private final SplittableRandom random;
    private final MadeMarket market;
    private final Consumer<MadeTrade> listener;
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::micros).thenComparingLong(Arrival::number));
    private final Lot duplicates;
    private final Lot invalid;
    private final Lot late;
    private final int ordinary;
    private int made;
    private long madeUntil = Long.MIN_VALUE;
    private long number;

    /** @param listener is told of every valid trade, each once, in the order of time and trade id */
    public Load(LoadSettings settings, Consumer<MadeTrade> listener) {
        this.random = new SplittableRandom(settings.seed());
        this.market = new MadeMarket(settings, random.split());
        this.listener = listener;
        // The trades that close the windows are neither late nor repeated.
        this.ordinary = settings.trades() - settings.products();
        this.duplicates = new Lot(settings.duplicates(), ordinary);
        this.invalid = new Lot(settings.invalid(), ordinary);
        this.late = new Lot(settings.late(), ordinary);
    }

    @Override
    public boolean hasNext() {
        return !arrivals.isEmpty() || market.hasNext();
    }

    @Override
    public Message next() {
        // What is not made yet does not arrive before its own time.
        while (market.hasNext() && (arrivals.isEmpty() || arrivals.element().micros > madeUntil)) {
            make();
        }
        if (arrivals.isEmpty()) {
            throw new NoSuchElementException("all messages were made");
        }
        Arrival arrival = arrivals.remove();
        return new Message(arrival.product, arrival.frame, arrival.micros + RECEIVED_AFTER_MICROS);
    }

    private void make() {
        MadeTrade trade = market.next();
        madeUntil = trade.micros();
        listener.accept(trade);
        boolean closing = made++ >= ordinary;
        long arrival = trade.micros();
        if (!closing && late.draw(random)) {
            arrival += random.nextInt(LEAST_LATE_MICROS, MOST_LATE_MICROS);
        }
        if (!closing && invalid.draw(random)) {
            arrive(arrival, trade, MatchFrame.spoilt(trade, random.nextInt(MatchFrame.SPOILT)));
        }
        byte[] frame = MatchFrame.of(trade);
        arrive(arrival, trade, frame);
        if (!closing && duplicates.draw(random)) {
            arrive(arrival + random.nextInt(LAST_REPEAT_MICROS), trade, frame);
        }
    }

    private void arrive(long micros, MadeTrade trade, byte[] frame) {
        arrivals.add(new Arrival(micros, number++, trade.product(), frame));
    }

    private record Arrival(long micros, long number, String product, byte[] frame) {}

    /** Draws so many of so many, each as likely as any other, and exactly so many in the end. */
    private static final class Lot {
        private int wanted;
        private int left;

        Lot(int wanted, int of) {
            this.wanted = wanted;
            this.left = of;
        }

        boolean draw(SplittableRandom random) {
            boolean drawn = random.nextInt(left--) < wanted;
            if (drawn) {
                wanted--;
            }
            return drawn;
        }
    }
}
