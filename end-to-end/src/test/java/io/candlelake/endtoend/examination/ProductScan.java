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
            if (!frame.rest() && id > newest) {
                inOrder.add(id);
            }
            if (first == 0 || id < first) {
                first = id;
            }
        }
        seen.addAll(ids);
        for (long id : ids) {
            // A page of REST may hold newer trades than are known; it repairs, and shows nothing by itself.
            if (!frame.rest()) {
                know(id, frame);
            }
        }
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

    /** Ids that were missing when a frame of a feed showed them to be, and by which. */
    Map<Long, String> holes() {
        return holes;
    }

    /** Whether a feed brought the trade before it showed anything newer. */
    boolean cameInOrder(long id) {
        return inOrder.contains(id);
    }

    boolean wasSeen(long id) {
        return seen.contains(id);
    }
}
