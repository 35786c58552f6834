package io.candlelake.endtoend.examination;

import io.candlelake.endtoend.expected.Trade;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** One product's frames in the order of its partition: which trades were missing when something newer was known. */
final class ProductScan {
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> inOrder = new HashSet<>();
    private final Map<Long, String> holes = new HashMap<>();
    private long first;
    private long newest;

    void see(RawFrame frame) {
        // A frame is one message: its trades came together, whatever their order in it.
        List<Long> ids = frame.trades().stream().map(Trade::id).sorted().toList();
        for (long id : ids) {
            if (id > newest) {
                inOrder.add(id);
            }
            if (first == 0 || id < first) {
                first = id;
            }
        }
        seen.addAll(ids);
        ids.forEach(id -> know(id, frame));
        if (frame.lastTradeId() > 0 && newest > 0) {
            know(frame.lastTradeId(), frame);
        }
    }

    private void know(long id, RawFrame frame) {
        if (newest > 0) {
            LongStream.rangeClosed(newest + 1, id)
                    .filter(missing -> !seen.contains(missing))
                    .forEach(missing ->
                            holes.putIfAbsent(missing, frame.channel() + " at " + frame.position() + " showed " + id));
        }
        newest = Math.max(newest, id);
    }

    /** The least id that was received at all: where this product begins. 0 when none was. */
    long first() {
        return first;
    }

    /** Ids that were missing when a frame showed them to be, and by which. */
    Map<Long, String> holes() {
        return holes;
    }

    /** Whether the trade came before anything newer was known, from a feed or by REST, asked for the newest. */
    boolean cameInOrder(long id) {
        return inOrder.contains(id);
    }
}
