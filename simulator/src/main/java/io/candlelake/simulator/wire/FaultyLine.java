package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.Fault;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What happens to a connection's frames before they are bytes: with most of them, nothing. */
// What runs later finds the line closed, if it is.
@SuppressWarnings("FutureReturnValueIgnored")
final class FaultyLine {
    /** Held back for another frame that does not come, a frame goes out after this. */
    private static final long MOST_MILLIS_TO_SWAP = 3_000;

    /** Of frames that wait for a delayed one: a client's buffer is bounded, and so is what stands before it. */
    private static final int MOST_WAITING = 50_000;

    private final Line line;
    private final Feed feed;
    private final Faults faults;
    private final EventLoop loop;
    private final Map<ProductId, String> swapped = new HashMap<>();
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean stalled;
    private @Nullable Fault cutAtNextTrade;

    FaultyLine(Line line, Feed feed, Faults faults, EventLoop loop) {
        this.line = line;
        this.feed = feed;
        this.faults = faults;
        this.loop = loop;
    }

    void send(Frame frame) {
        if (!line.isOpen()) {
            return;
        }
        if (frame instanceof Frame.Trades trades) {
            send(trades);
        } else if (frame instanceof Frame.Acknowledgement) {
            Optional<Fault> missing = faults.ofSubscription(feed);
            missing.ifPresentOrElse(
                    fault -> faults.record(fault, Optional.of(feed), Optional.empty(), List.of()),
                    () -> pass(frame.text()));
        } else {
            pass(frame.text());
        }
    }

    private void send(Frame.Trades frame) {
        if (cutAtNextTrade != null) {
            record(cutAtNextTrade, frame);
            line.cutWithin(frame.text(), cutAtNextTrade.chance().nextDouble());
            return;
        }
        Optional<Fault> due = faults.ofFrame(feed, frame.product(), frame.tradeIds());
        @Nullable String earlier = swapped.remove(frame.product());
        if (due.isPresent()) {
            record(due.get(), frame);
            happen(due.get(), frame);
        } else {
            pass(frame.text());
        }
        if (earlier != null) {
            pass(earlier);
        }
    }

    private void record(Fault fault, Frame.Trades frame) {
        faults.record(fault, Optional.of(feed), Optional.of(frame.product()), frame.tradeIds());
    }

    private void happen(Fault fault, Frame.Trades frame) {
        switch (fault.kind()) {
            case DROP -> {}
            case DUPLICATE -> {
                pass(frame.text());
                pass(frame.text());
            }
            case REORDER -> holdForSwap(frame);
            case DELAY -> delay(fault, frame.text());
            case MALFORMED -> pass(BrokenText.malformed(frame.text(), fault.chance()));
            case WRONG_TYPE -> pass(BrokenText.wrongType(frame.text(), fault.chance()));
            default -> throw new IllegalArgumentException(fault.kind() + " does not happen to a frame");
        }
    }

    private void holdForSwap(Frame.Trades frame) {
        swapped.put(frame.product(), frame.text());
        later(MOST_MILLIS_TO_SWAP, () -> {
            if (swapped.remove(frame.product(), frame.text())) {
                pass(frame.text());
            }
        });
    }

    /** One in two lets the later frames pass; with the other they wait behind it. */
    private void delay(Fault fault, String text) {
        if (stalled || fault.chance().nextBoolean()) {
            later(fault.millis(), () -> pass(text));
        } else {
            stalled = true;
            waiting.add(text);
            later(fault.millis(), this::release);
        }
    }

    private void later(long millis, Runnable task) {
        loop.schedule(
                () -> {
                    task.run();
                    line.flush();
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Sends what is held back. */
    void release() {
        stalled = false;
        waiting.forEach(line::send);
        waiting.clear();
    }

    /** Sends what is held back for another frame, too. */
    void releaseAll() {
        release();
        swapped.values().forEach(line::send);
        swapped.clear();
    }

    private void pass(String text) {
        if (!stalled) {
            line.send(text);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(text);
        } else {
            line.cut();
        }
    }

    /** A fault of the connection as a whole. */
    void strike(Fault fault, Frame error) {
        if (fault.kind() == FaultKind.CUT_MID_FRAME) {
            // Written down when it happens, with the trade.
            cutAtNextTrade = fault;
            return;
        }
        faults.record(fault, Optional.of(feed), Optional.empty(), List.of());
        switch (fault.kind()) {
            case CUT -> line.cut();
            case HALF_OPEN -> line.die(fault.millis());
            case ERROR_MESSAGE -> pass(error.text());
            default -> throw new IllegalArgumentException(fault.kind() + " does not happen to a connection");
        }
    }

    /** Faults that last here end: a connection that was to be cut is not. */
    void relent() {
        cutAtNextTrade = null;
        releaseAll();
    }
}
